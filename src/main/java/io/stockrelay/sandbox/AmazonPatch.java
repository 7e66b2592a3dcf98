package io.stockrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The body of a patchListingsItem call, read strictly: what breaks the request's form is a 400, what breaks the listing's
 * rules is an issue of an INVALID submission.
 */
final class AmazonPatch {
    private static final Set<String> OPS = Set.of("add", "replace", "merge", "delete");
    private static final String PATH = "/attributes/fulfillment_availability";
    private static final Set<String> ATTRIBUTE_FIELDS = Set.of(
            "fulfillment_channel_code",
            "quantity",
            "lead_time_to_ship_max_days",
            "restock_date",
            "is_inventory_available");
    private static final long QUANTITY_MAX = 99_999_999;
    private static final int PATCHES_MAX = 25;

    private final List<String> formErrors = new ArrayList<>();
    private final List<String> issues = new ArrayList<>();
    private OptionalLong quantity = OptionalLong.empty();

    private AmazonPatch() {}

    static AmazonPatch read(String body) {
        AmazonPatch patch = new AmazonPatch();
        Json.object(body).ifPresentOrElse(patch::body, () -> patch.formErrors.add("The body is not a JSON object."));
        return patch;
    }

    /** Why the request is a 400; empty where its form is right. */
    List<String> formErrors() {
        return formErrors;
    }

    /** Why the submission is INVALID; empty where it is not. */
    List<String> issues() {
        return issues;
    }

    /** The quantity of the DEFAULT channel; empty where the patch leaves it alone. */
    OptionalLong quantity() {
        return quantity;
    }

    private void body(JsonNode body) {
        requireKnown(body, Set.of("productType", "patches"), "the body");
        if (!body.path("productType").isTextual()
                || body.path("productType").textValue().isBlank()) {
            formErrors.add("'productType' is missing or not a text.");
        }
        JsonNode patches = body.path("patches");
        if (!patches.isArray() || patches.isEmpty() || patches.size() > PATCHES_MAX) {
            formErrors.add("'patches' must be an array of 1 to " + PATCHES_MAX + " operations.");
            return;
        }
        patches.forEach(this::patch);
    }

    private void patch(JsonNode patch) {
        requireKnown(patch, Set.of("op", "path", "value"), "a patch");
        String op = patch.path("op").asText();
        if (!OPS.contains(op)) {
            formErrors.add("'op' must be one of add, replace, merge, delete: '" + op + "'.");
        }
        if (!patch.path("path").asText().equals(PATH)) {
            formErrors.add("'path' must be " + PATH + ", the only attribute the sandbox keeps: '"
                    + patch.path("path").asText() + "'.");
        }
        JsonNode value = patch.path("value");
        if (!value.isArray() || value.isEmpty()) {
            formErrors.add("'value' must be an array with at least one object.");
            return;
        }
        value.forEach(entry -> availability(entry, op));
    }

    private void availability(JsonNode entry, String op) {
        if (!entry.isObject()) {
            formErrors.add("'value' must hold objects.");
            return;
        }
        for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!ATTRIBUTE_FIELDS.contains(name)) {
                issues.add("The attribute 'fulfillment_availability' has no field '" + name + "'.");
            }
        }
        if (!entry.path("fulfillment_channel_code").asText().equals("DEFAULT")) {
            issues.add("'fulfillment_channel_code' must be DEFAULT for stock the seller ships.");
        }
        if (op.equals("delete")) {
            quantity = OptionalLong.of(0);
            return;
        }
        quantity(entry.path("quantity"));
    }

    private void quantity(JsonNode value) {
        if (value.isMissingNode()) {
            return;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            issues.add("'quantity' must be a whole number: " + value + ".");
        } else if (value.longValue() < 0 || value.longValue() > QUANTITY_MAX) {
            issues.add("'quantity' must be 0 to " + QUANTITY_MAX + ": " + value + ".");
        } else {
            quantity = OptionalLong.of(value.longValue());
        }
    }

    private void requireKnown(JsonNode object, Set<String> known, String where) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                formErrors.add("'" + name + "' is not known in " + where + ".");
            }
        });
    }
}
