package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.allocation.AllocationVerdict;
import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.deadletter.Samples;
import io.stockrelay.platform.Folders;
import io.stockrelay.platform.RunningInstance;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.settings.HomeFolder;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.SourceId;
import io.stockrelay.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description at /openapi.json is true: every example is accepted, every field that is answered is described. */
class OpenApiIT extends HttpCase {

    private static final Map<String, String> PLACES = Map.of(
            "{id}", "SO-1",
            "{account}", "bergwerk",
            "{location}", "WH1",
            "{sku}", "TENT-FJORD-2",
            "{lot}", "L7",
            "{channel}", "shop",
            "{source}", "wms",
            "{listing}", "1",
            "{receipt}", "00000000-0000-0000-0000-000000000001");
    private static final String LOTS = "/api/v1/lots/";

    @Autowired
    Folders folders;

    @Autowired
    ScriptedReservations reservations;

    @Autowired
    ScriptedAllocations allocations;

    @Autowired
    RequestMappingHandlerMapping mappings;

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    TestPostgres database;

    @Autowired
    HomeFolder sample;

    @Autowired
    OneHeldRun held;

    private JsonNode description = JSON.nullNode();

    @BeforeEach
    void read() {
        reservations.reset();
        allocations.verdict = AllocationVerdict.CHANGED;
        description = json(get("/openapi.json"));
    }

    /** The world is shared with other tests. */
    @AfterEach
    void restore() {
        held.reset();
    }

    @Test
    void every_call_that_is_served_is_described_and_no_other() {
        var served = new TreeSet<String>();
        mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.startsWith("/api/"))
                .forEach(served::add);
        var described = new TreeSet<String>();
        description.path("paths").fieldNames().forEachRemaining(described::add);

        assertThat(described).isEqualTo(served);
    }

    /** Unknown fields are refused, so what all examples show together is real; nothing else may be described. */
    @Test
    void every_example_is_accepted_shows_what_there_is_and_is_answered_as_described() {
        int count = 0;
        var shown = new HashMap<String, Set<String>>();
        for (var path : description.path("paths").properties()) {
            for (var call : path.getValue().properties()) {
                var body = call.getValue().at("/requestBody/content/application~1json");
                for (var example : body.path("examples").properties()) {
                    count++;
                    var value = example.getValue().path("value");
                    show(value, body.path("schema"), shown);
                    accepted(call.getKey(), path.getKey(), call.getValue(), value);
                }
            }
        }

        assertThat(count).isGreaterThan(15);
        shown.forEach((schema, fields) -> {
            var described = new TreeSet<String>();
            description.at(schema.substring(1)).path("properties").fieldNames().forEachRemaining(described::add);
            assertThat(fields).as(schema).isEqualTo(described);
        });
    }

    private void show(JsonNode value, JsonNode given, Map<String, Set<String>> shown) {
        if (value.isArray()) {
            value.forEach(item -> show(item, oneOf(value, given).path("items"), shown));
            return;
        }
        var schema = oneOf(value, given);
        String name = schema.path("$ref").asText();
        if (name.isEmpty()) {
            return;
        }
        var fields = shown.computeIfAbsent(name, one -> new TreeSet<>());
        for (var field : value.properties()) {
            fields.add(field.getKey());
            var items = resolved(schema).path("properties").path(field.getKey()).path("items");
            field.getValue().forEach(item -> show(item, items, shown));
        }
        resolved(schema)
                .path("required")
                .forEach(field -> assertThat(value.has(field.asText()))
                        .as(name + " " + field)
                        .isTrue());
    }

    /** Of several kinds of body the one that this is: by its fields, or as an array. */
    private JsonNode oneOf(JsonNode value, JsonNode schema) {
        for (var one : schema.path("oneOf")) {
            var fields = resolved(one).path("properties");
            boolean fits = value.isArray()
                    ? one.path("type").asText().equals("array")
                    : !fields.isMissingNode()
                            && value.properties().stream().allMatch(field -> fields.has(field.getKey()));
            if (fits) {
                return one;
            }
        }
        return schema;
    }

    private void accepted(String method, String path, JsonNode call, JsonNode body) {
        String address = path.startsWith(LOTS) ? path.replace("{sku}", ScriptedLots.GEL.value()) : path;
        if (body.toString().contains("\"lot\"")) {
            address = address.replace("{id}", "SO-GEL"); // a reservation of what is counted by lot
        }
        address = filled(address);
        if (path.equals("/api/v1/lots/{sku}")) {
            address += "?lot=L7";
        }
        reservations.verdict = path.endsWith("/reservations") ? Verdict.MADE : Verdict.CHANGED;
        var answer = send(method.toUpperCase(Locale.ROOT), address, token(), body.toString());

        assertThat(answer.statusCode())
                .as("%s %s %s: %s", method, address, body, answer.body())
                .isIn(200, 201, 202);
        var schema = call.path("responses").path("" + answer.statusCode());
        assertDescribed(json(answer), content(schema), method + " " + path);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/reservations                          | ",
                "/api/v1/reservations/{id}                     | ?account=bergwerk",
                "/api/v1/reservations/{id}/history             | ?source=pos",
                "/api/v1/allocations                           | ",
                "/api/v1/allocations/{account}/{location}/{sku}/history | ",
                "/api/v1/lots                                  | ?sku=GEL",
                "/api/v1/availability                          | ?sku=10045&sku=SET-1&sku=10047&account=bergwerk",
                "/api/v1/availability                          | ?sku=10045&channel=shop",
                "/api/v1/availability/projection               | ?sku=10045&days=2",
                "/api/v1/skus/{sku}/timeline                   | ",
                "/api/v1/order-books/overdue                   | ",
                "/api/v1/receipts/{receipt}                    | ",
                "/api/v1/verify                                | ",
                "/api/v1/sources                               | ",
                "/api/v1/sources/{source}                      | ",
                "/api/v1/sources/{source}/runs                 | ",
                "/api/v1/sources/{source}/runs/{run}           | ",
                "/api/v1/dead-letters                          | ?source=wms&state=OPEN&limit=1",
                "/api/v1/dead-letters/groups                   | ",
                "/api/v1/dead-letters/{id}                     | ",
                "/api/v1/dead-letters/replays                  | ",
                "/api/v1/channels                              | ",
                "/api/v1/channels/{channel}                    | ",
                "/api/v1/channels/{channel}/listings           | ?limit=1",
                "/api/v1/channels/{channel}/explain            | ?sku=10045",
                "/api/v1/lots/{sku}/{lot}                      | ",
            })
    void every_field_of_an_answer_is_described(String path, String query) {
        String address = filled(path);
        var answer = send("GET", address + (query == null ? "" : query), token(), null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var call = description.path("paths").path(path).path("get");
        assertDescribed(json(answer), content(call.at("/responses/200")), path);
        call.path("parameters")
                .forEach(parameter -> assertThat(parameter.path("in").asText()).isIn("query", "path"));
    }

    private String filled(String path) {
        String address = path.startsWith("/api/v1/dead-letters") ? path.replace("{id}", "" + keepOne()) : path;
        address = address.replace("{run}", OneHeldRun.ID.toString());
        address = path.startsWith(LOTS)
                ? address.replace("{sku}", ScriptedLots.GEL.value()).replace("{lot}", "L1")
                : address;
        for (var place : PLACES.entrySet()) {
            address = address.replace(place.getKey(), place.getValue());
        }
        return address;
    }

    private long keepOne() {
        deadLetters.keep(Samples.delivery("{\"raw\":true}"), List.of(Samples.unknownSku("e-parked")));
        return database.jdbc()
                .sql("select max(id) from dead_letter")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/channels/{channel}/pause",
                "/api/v1/channels/{channel}/resume",
                "/api/v1/channels/{channel}/unblock",
                "/api/v1/channels/{channel}/listings/{listing}/end-in-flight",
                "/api/v1/sources/{source}/pause",
                "/api/v1/sources/{source}/resume",
                "/api/v1/dead-letters/{id}/replay",
            })
    void every_field_of_an_answer_to_a_call_without_a_body_is_described(String path) {
        var answer = send("POST", filled(path), token(), null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var call = description.path("paths").path(path).path("post");
        assertDescribed(json(answer), content(call.at("/responses/200")), path);
    }

    /** The call itself takes any field; the source's mapping program is what reads them, as it is configured in the sample. */
    @Test
    void every_example_of_an_event_is_read_whole_by_the_mapping() throws IOException {
        int count = 0;
        for (var example : description
                .at("/paths/~1api~1v1~1movements/post/requestBody/content/application~1json/examples")
                .properties()) {
            var source = example.getKey().equals("ordered") ? "shopify" : MovementsController.SOURCE_DEFAULT;
            for (var part : CanonicalEvents.parts(example.getValue().path("value"), "ann")) {
                var delivery = Samples.delivery(part);
                var told = new Delivery(
                        delivery.receipt(),
                        new SourceId(source),
                        delivery.route(),
                        Samples.NOON,
                        delivery.contentType(),
                        Map.of(),
                        null,
                        part.getBytes(StandardCharsets.UTF_8));
                assertThat(sample.mappings().resume(told, part).failures())
                        .as(part)
                        .isEmpty();
                count++;
            }
        }
        assertThat(count).isGreaterThan(4);
    }

    @Test
    void a_refusal_is_as_described_with_all_it_carries() {
        reservations.verdict = Verdict.INSUFFICIENT_STOCK;
        var schema = description.at("/components/schemas/Problem");

        for (var verdict : new Verdict[] {Verdict.INSUFFICIENT_STOCK, Verdict.OTHER_VERSION}) {
            reservations.verdict = verdict;
            var answer = send("POST", "/api/v1/reservations/SO-1/confirm?account=bergwerk", token(), null);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertDescribed(json(answer), schema, verdict.name());
        }
    }

    @Test
    void every_parameter_and_every_field_has_words() {
        var untold = new TreeSet<String>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> call.getValue()
                                .path("parameters")
                                .forEach(parameter -> wordless(
                                        parameter,
                                        call.getKey() + " " + path.getKey() + " " + parameter.path("name"),
                                        untold))));
        description
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(field -> wordless(field.getValue(), schema.getKey() + "." + field.getKey(), untold)));

        assertThat(untold).isEmpty();
    }

    private static void wordless(JsonNode described, String name, Set<String> untold) {
        if (described.path("description").asText().isBlank()) {
            untold.add(name);
        }
    }

    /** Bodies that are read field by field were described as text once. */
    @Test
    void every_body_is_described_as_what_it_is() {
        var untold = new TreeSet<String>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    var schema = resolved(call.getValue().at("/requestBody/content/application~1json/schema"));
                    if (schema.path("type").asText().equals("string")) {
                        untold.add(call.getKey() + " " + path.getKey());
                    }
                }));

        assertThat(untold).isEmpty();
    }

    private static JsonNode content(JsonNode response) {
        var content = response.path("content");
        return content.properties().isEmpty()
                ? JSON.missingNode()
                : content.properties().iterator().next().getValue().path("schema");
    }

    private JsonNode resolved(JsonNode schema) {
        String name = schema.path("$ref").asText();
        return name.isEmpty() ? schema : description.at(name.substring(1));
    }

    private void assertDescribed(JsonNode value, JsonNode given, String where) {
        var schema = resolved(given);
        assertThat(schema.isMissingNode()).as("schema of " + where).isFalse();
        if (value.isArray()) {
            value.forEach(item -> assertDescribed(item, schema.path("items"), where + "[]"));
        } else if (value.isObject() && schema.has("properties")) {
            for (var field : value.properties()) {
                var property = schema.path("properties").path(field.getKey());
                assertThat(property.isMissingNode())
                        .as(where + "." + field.getKey())
                        .isFalse();
                assertDescribed(field.getValue(), property, where + "." + field.getKey());
            }
        } else if (value.isObject()) {
            assertThat(schema.has("additionalProperties")).as(where).isTrue();
        }
        assertThat(kinds(schema)).as(where + " is " + value).contains(kind(value));
    }

    private static Set<String> kinds(JsonNode schema) {
        var types = new TreeSet<String>(Set.of("null"));
        var type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(one -> types.add(one.asText()));
        return types;
    }

    private static String kind(JsonNode value) {
        return Stream.of("array", "object", "integer", "boolean", "string", "null")
                .filter(kind -> switch (kind) {
                    case "array" -> value.isArray();
                    case "object" -> value.isObject();
                    case "integer" -> value.isIntegralNumber();
                    case "boolean" -> value.isBoolean();
                    case "string" -> value.isTextual();
                    default -> value.isNull();
                })
                .findFirst()
                .orElse("other");
    }

    private String token() {
        return RunningInstance.token(folders);
    }
}
