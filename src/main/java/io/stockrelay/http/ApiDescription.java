package io.stockrelay.http;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description at {@code /openapi.json}: what all calls have in common. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("StockRelay")
                        .version("v1")
                        .description("Ask what is available, and run the thing. Errors are problems by RFC 9457 with a"
                                + " stable type urn:stockrelay:problem:…"))
                .components(new Components()
                        .addSecuritySchemes(
                                "key",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList("key"));
    }

    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            if (api.getPaths() != null) {
                api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDescription::addProblem));
            }
        };
    }

    /** Nested records of one name are different things. */
    @Bean
    ModelResolver schemaNames(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
    }

    /** Read when somebody asks for the description, which is kept then: a start should not wait for it. */
    @Bean
    OpenApiCustomizer bodies() {
        return api -> new DescribedBodies().addTo(api);
    }

    private static void addProblem(Operation operation) {
        operation.getResponses().addApiResponse("4XX", problem("What is wrong with the call"));
        operation.getResponses().addApiResponse("5XX", problem("Trouble here; Retry-After where retrying helps"));
    }

    static ApiResponse problem(String words) {
        var content = new Content()
                .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
        return new ApiResponse().description(words).content(content);
    }
}
