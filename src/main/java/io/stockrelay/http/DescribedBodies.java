package io.stockrelay.http;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** Adds to the generated description what {@code openapi/bodies.yaml} says: fields in words, bodies, examples. */
final class DescribedBodies {

    private static final String FILE = "openapi/bodies.yaml";

    private final OpenAPI written;

    DescribedBodies() {
        try (var yaml = new ClassPathResource(FILE).getInputStream()) {
            written = Yaml31.mapper().readValue(yaml, OpenAPI.class);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** A part of the whole description may be asked for; what is not in it is passed over. */
    void addTo(OpenAPI generated) {
        written.getPaths().forEach((path, calls) -> {
            PathItem known =
                    generated.getPaths() == null ? null : generated.getPaths().get(path);
            if (known != null) {
                calls.readOperationsMap()
                        .forEach((method, call) ->
                                addTo(known.readOperationsMap().get(method), call));
            }
        });
        if (generated.getPaths() != null) {
            generated
                    .getPaths()
                    .values()
                    .forEach(path ->
                            path.readOperations().forEach(call -> listed(call).forEach(this::addWords)));
        }
        written.getComponents()
                .getSchemas()
                .forEach((name, schema) -> addTo(generated.getComponents().getSchemas(), name, schema));
    }

    /** What a parameter means wherever its call does not say it. */
    private void addWords(Parameter parameter) {
        var words = written.getComponents().getParameters().get(parameter.getName());
        if (parameter.getDescription() == null && words != null) {
            parameter.setDescription(words.getDescription());
        }
    }

    private static void addTo(@Nullable Operation known, Operation call) {
        if (known == null) {
            return;
        }
        if (call.getDescription() != null) {
            known.setDescription(call.getDescription());
        }
        if (call.getRequestBody() != null) {
            known.setRequestBody(call.getRequestBody());
        }
        if (call.getResponses() != null) {
            call.getResponses().forEach((status, response) -> addTo(known, status, response));
        }
        for (Parameter parameter : listed(call)) {
            listed(known).stream()
                    .filter(one -> one.getName().equals(parameter.getName()))
                    .forEach(one -> one.setDescription(parameter.getDescription()));
        }
    }

    private static List<Parameter> listed(Operation call) {
        return call.getParameters() == null ? List.of() : call.getParameters();
    }

    private static void addTo(Operation known, String status, ApiResponse response) {
        ApiResponse generated = known.getResponses().get(status);
        if (generated != null) {
            generated.setDescription(response.getDescription());
        } else {
            known.getResponses()
                    .addApiResponse(
                            status,
                            response.getContent() == null
                                    ? ApiDescription.problem(response.getDescription())
                                    : response);
        }
    }

    @SuppressWarnings("rawtypes") // as the model has it
    private static void addTo(Map<String, Schema> generated, String name, Schema<?> words) {
        Schema<?> known = generated.get(name);
        if (known == null) {
            generated.put(name, words);
            return;
        }
        Map<String, Schema> properties = Objects.requireNonNullElse(known.getProperties(), Map.of());
        words.getProperties().forEach((field, said) -> {
            Schema<?> property = properties.get(field);
            if (property == null) {
                known.addProperty(field, said);
            } else {
                property.setDescription(said.getDescription());
            }
        });
    }
}
