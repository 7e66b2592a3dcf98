package io.stockrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents we send and the schema the sandbox plays, against the schema that Shopify publishes. */
class ShopifySchemaIT {
    private static final List<String> VERSIONS = List.of("2026-07", "2026-10");
    private static final Path DOCUMENTS = Path.of("src", "main", "resources", "graphql", "shopify");
    private static final Map<String, TypeDefinitionRegistry> REAL = new HashMap<>();
    private static final Map<String, GraphQLSchema> SCHEMAS = new HashMap<>();

    @BeforeEach // not BeforeAll, where a skip would leave no trace in the report
    void fetch() throws Exception {
        if (SCHEMAS.size() == VERSIONS.size()) {
            return;
        }
        ShopifyAdminSchemas published = ShopifyAdminSchemas.fetch();
        for (String version : VERSIONS) {
            REAL.put(version, published.definitions(version));
            SCHEMAS.put(version, ShopifyAdminSchemas.schema(real(version)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07", "2026-10"})
    void every_document_we_send_is_valid(String version) throws IOException {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            List<Path> documents =
                    files.filter(file -> file.toString().endsWith(".graphql")).toList();

            assertThat(documents).hasSizeGreaterThanOrEqualTo(6);
            assertThat(documents)
                    .allSatisfy(file ->
                            assertThat(errors(version, Files.readString(file))).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07", "2026-10"})
    void the_variables_we_send_are_coerced(String version) throws IOException {
        Map<String, Object> inventory = ShopifyCalls.variables(
                "k", List.of(ShopifyCalls.quantity(1, 1, 5, 4), ShopifyCalls.quantity(2, 1, 0, null)));

        assertThat(coerced(version, "set-quantities", inventory)).containsKeys("input", "key");
        assertThat(coerced(
                        version,
                        "read-quantities",
                        Map.of(
                                "items",
                                List.of("gid://shopify/InventoryItem/1"),
                                "location",
                                "x",
                                "names",
                                List.of("available"))))
                .containsKeys("items", "location", "names");
        assertThat(coerced(version, "find-inventory-items", Map.of("query", "sku:'A'", "first", 250)))
                .containsOnlyKeys("query", "first");
        assertThat(coerced(version, "changed-orders", Map.of("query", "updated_at:>='x'", "first", 20, "lines", 10)))
                .containsOnlyKeys("query", "first", "lines");
        assertThat(coerced(version, "order-lines", Map.of("id", "x", "first", 100, "after", "y")))
                .containsKeys("id", "first", "after");
        assertThat(coerced(version, "activate", Map.of("item", "x", "location", "y", "key", "k")))
                .containsKeys("item", "location", "key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07", "2026-10"})
    void the_schema_the_sandbox_plays_is_a_part_of_the_real_one(String version) {
        assertThat(SchemaComparison.problems(ShopifySchema.definitions(version), real(version)))
                .isEmpty();
    }

    @Test
    void every_refusal_the_sandbox_gives_is_in_the_real_enum_of_its_version_only() {
        assertThat(SchemaComparison.problems(ShopifySchema.definitions("2026-07"), real("2026-10")))
                .containsExactly("no value InventorySetQuantitiesUserErrorCode.ITEM_NOT_STOCKED_AT_LOCATION");
    }

    @Test
    void the_comparison_sees_an_invented_field_and_a_wrong_type() {
        TypeDefinitionRegistry invented = new SchemaParser()
                .parse("type InventoryItem { colour: String  sku: String! }  directive @idempotent(key: ID!) on FIELD");

        assertThat(SchemaComparison.problems(invented, real("2026-10")))
                .containsExactlyInAnyOrder(
                        "no field InventoryItem.colour",
                        "InventoryItem.sku is String, not String!",
                        "@idempotent(key) is String!, not ID!");
    }

    @Test
    void an_unknown_field_fails() throws IOException {
        String broken = ShopifyCalls.document("set-quantities").replace("quantityAfterChange", "quantityAfterwards");

        assertThat(errors("2026-10", broken))
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage()).contains("quantityAfterwards"));
    }

    @Test
    void ignoreCompareQuantity_fails_in_the_document_and_in_the_variables() throws IOException {
        String literal = "mutation { inventorySetQuantities(input: {ignoreCompareQuantity: true, name: \"available\","
                + " reason: \"correction\", quantities: []}) @idempotent(key: \"k\") { userErrors { code } } }";
        Map<String, Object> input = ShopifyCalls.input(List.of());
        input.put("ignoreCompareQuantity", true);

        assertThat(errors("2026-10", literal))
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage()).contains("ignoreCompareQuantity"));
        assertThatThrownBy(() -> coerced("2026-10", "set-quantities", Map.of("key", "k", "input", input)))
                .isInstanceOf(GraphQLException.class)
                .hasMessageContaining("ignoreCompareQuantity");
    }

    private static TypeDefinitionRegistry real(String version) {
        return Objects.requireNonNull(REAL.get(version));
    }

    private static GraphQLSchema schema(String version) {
        return Objects.requireNonNull(SCHEMAS.get(version));
    }

    private static List<ValidationError> errors(String version, String text) {
        return new Validator().validateDocument(schema(version), Parser.parse(text), Locale.ENGLISH);
    }

    private static Map<String, Object> coerced(String version, String name, Map<String, Object> variables)
            throws IOException {
        Document document = Parser.parse(ShopifyCalls.document(name));
        OperationDefinition operation =
                document.getDefinitionsOfType(OperationDefinition.class).get(0);
        return ValuesResolver.coerceVariableValues(
                        schema(version),
                        operation.getVariableDefinitions(),
                        RawVariables.of(variables),
                        GraphQLContext.getDefault(),
                        Locale.ENGLISH)
                .toMap();
    }
}
