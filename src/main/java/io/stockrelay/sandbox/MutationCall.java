package io.stockrelay.sandbox;

import graphql.execution.directives.QueryAppliedDirective;
import graphql.execution.directives.QueryAppliedDirectiveArgument;
import graphql.schema.DataFetchingEnvironment;
import io.stockrelay.sandbox.SetQuantities.Entry;
import io.stockrelay.sandbox.SetQuantities.Input;
import io.stockrelay.sandbox.ShopifyStore.LevelKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a mutation's key and input by the rules that the schema cannot state. */
final class MutationCall {
    private MutationCall() {}

    static Disturbance disturbance(DataFetchingEnvironment call) {
        return Objects.requireNonNull(call.getGraphQlContext().<Disturbance>get(Disturbance.class));
    }

    static String key(DataFetchingEnvironment call) {
        List<QueryAppliedDirective> given = call.getQueryDirectives().getImmediateAppliedDirective("idempotent");
        if (given.isEmpty()) {
            throw new ShopifyError(
                    "BAD_REQUEST", "The @idempotent directive is required for this mutation but was not provided.");
        }
        QueryAppliedDirectiveArgument argument = given.get(0).getArgument("key");
        String key = argument == null ? null : argument.getValue();
        if (key == null || key.isBlank()) {
            throw new ShopifyError("BAD_REQUEST", "The @idempotent directive's key must not be blank.");
        }
        return key;
    }

    static Input input(DataFetchingEnvironment call) {
        Map<String, Object> input = call.getArgumentOrDefault("input", Map.of());
        @SuppressWarnings("unchecked") // the schema has coerced it to a list of input objects
        List<Map<String, Object>> quantities = (List<Map<String, Object>>) input.getOrDefault("quantities", List.of());
        ShopifyQueries.requireSize("inventorySetQuantities, input, quantities", quantities.size());
        return new Input(
                String.valueOf(input.get("name")),
                String.valueOf(input.get("reason")),
                (String) input.get("referenceDocumentUri"),
                quantities.stream().map(MutationCall::entry).toList());
    }

    private static Entry entry(Map<String, Object> quantity) {
        if (!quantity.containsKey("changeFromQuantity")) {
            throw new ShopifyError(
                    "INVALID_FIELD_ARGUMENTS",
                    "InventoryQuantityInput must include the following argument: changeFromQuantity.");
        }
        Integer from = (Integer) quantity.get("changeFromQuantity");
        return new Entry(
                new LevelKey(
                        ShopifyQueries.id(String.valueOf(quantity.get("inventoryItemId")), "InventoryItem"),
                        ShopifyQueries.id(String.valueOf(quantity.get("locationId")), "Location")),
                ((Integer) Objects.requireNonNull(quantity.get("quantity"))).longValue(),
                from == null ? null : from.longValue());
    }
}
