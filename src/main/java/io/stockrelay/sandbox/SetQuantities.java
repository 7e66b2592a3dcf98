package io.stockrelay.sandbox;

import io.stockrelay.sandbox.ShopifyStore.Level;
import io.stockrelay.sandbox.ShopifyStore.LevelKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of {@code inventorySetQuantities}: which user errors a call earns against what the shop holds. */
final class SetQuantities {
    static final long QUANTITY_MAX = 1_000_000_000;

    private static final Set<String> NAMES = Set.of("available", "on_hand");
    private static final Set<String> REASONS = Set.of(
            "correction",
            "cycle_count_available",
            "damaged",
            "movement_created",
            "movement_updated",
            "movement_received",
            "movement_canceled",
            "other",
            "promotion",
            "quality_control",
            "received",
            "reservation_created",
            "reservation_updated",
            "reservation_deleted",
            "restock",
            "safety_stock",
            "shrinkage");
    private static final Pattern URI = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://\\S+");

    private final ShopifyStore store;
    private final boolean mustBeStocked;
    private final List<UserError> errors = new ArrayList<>();

    private SetQuantities(ShopifyStore store, boolean mustBeStocked) {
        this.store = store;
        this.mustBeStocked = mustBeStocked;
    }

    /** All user errors of the call; one of them is enough for nothing to be applied. */
    static List<UserError> errors(ShopifyStore store, Input input, Disturbance disturbance, boolean mustBeStocked) {
        SetQuantities check = new SetQuantities(store, mustBeStocked);
        check.header(input);
        Set<LevelKey> seen = new HashSet<>();
        for (int i = 0; i < input.entries().size(); i++) {
            Entry entry = input.entries().get(i);
            check.entry(input.name(), entry, i, !seen.add(entry.key()), disturbance);
        }
        return check.errors;
    }

    private void header(Input input) {
        if (!NAMES.contains(input.name())) {
            add("INVALID_NAME", "The quantity name must be either 'available' or 'on_hand'.", "name");
        }
        if (!REASONS.contains(input.reason())) {
            add("INVALID_REASON", "The specified reason is invalid.", "reason");
        }
        String uri = input.referenceDocumentUri();
        if (uri != null && (!URI.matcher(uri).matches() || uri.startsWith("gid://shopify/"))) {
            add("INVALID_REFERENCE_DOCUMENT", "The specified reference document is invalid.", "referenceDocumentUri");
        }
    }

    private void entry(String name, Entry entry, int index, boolean repeated, Disturbance disturbance) {
        Optional<ShopifyStore.Item> item = store.item(entry.key().item());
        if (item.isEmpty()) {
            add("INVALID_INVENTORY_ITEM", "The specified inventory item could not be found.", index, "inventoryItemId");
            return;
        }
        if (store.location(entry.key().location()).isEmpty()) {
            add("INVALID_LOCATION", "The specified location could not be found.", index, "locationId");
            return;
        }
        if (!item.get().mutable() || disturbance.rejects(entry.key().listing(), index)) {
            add(
                    "NON_MUTABLE_INVENTORY_ITEM",
                    "The specified inventory item is not allowed to be adjusted via API.",
                    index,
                    "inventoryItemId");
        }
        if (repeated) {
            add(
                    "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
                    "The combination of inventoryItemId and locationId must be unique.",
                    index,
                    "inventoryItemId");
        }
        quantity(entry, index);
        held(name, entry, index);
    }

    private void quantity(Entry entry, int index) {
        if (entry.quantity() < -QUANTITY_MAX) {
            add("INVALID_QUANTITY_TOO_LOW", "The quantity must be at least " + -QUANTITY_MAX + ".", index, "quantity");
        } else if (entry.quantity() < 0) {
            add("INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.", index, "quantity");
        } else if (entry.quantity() > QUANTITY_MAX) {
            add("INVALID_QUANTITY_TOO_HIGH", "The quantity must be at most " + QUANTITY_MAX + ".", index, "quantity");
        }
    }

    private void held(String name, Entry entry, int index) {
        Optional<Level> level = store.level(entry.key());
        if (mustBeStocked && level.filter(Level::active).isEmpty()) {
            add(
                    "ITEM_NOT_STOCKED_AT_LOCATION",
                    "The specified inventory item is not stocked at the location.",
                    index,
                    "locationId");
            return;
        }
        long held = level.flatMap(known -> known.quantity(name)).orElse(0L);
        if (entry.changeFromQuantity() != null && !Objects.equals(entry.changeFromQuantity(), held)) {
            add(
                    "CHANGE_FROM_QUANTITY_STALE",
                    "The changeFromQuantity argument no longer matches the persisted quantity.",
                    index,
                    "changeFromQuantity");
        }
    }

    private void add(String code, String message, String field) {
        errors.add(new UserError(code, List.of("input", field), message));
    }

    private void add(String code, String message, int index, String field) {
        errors.add(new UserError(code, List.of("input", "quantities", Integer.toString(index), field), message));
    }

    /** The mutation's input with its ids read. */
    record Input(String name, String reason, @Nullable String referenceDocumentUri, List<Entry> entries) {}

    /**
     * One quantity to set.
     *
     * @param changeFromQuantity what the caller believes the shop holds; null opts out of the comparison
     */
    record Entry(LevelKey key, long quantity, @Nullable Long changeFromQuantity) {}

    /** One of Shopify's user errors. */
    record UserError(String code, List<String> field, String message) {}
}
