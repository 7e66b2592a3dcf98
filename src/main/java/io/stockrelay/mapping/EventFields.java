package io.stockrelay.mapping;

import io.stockrelay.stock.EventType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which fields a canonical event of each type may and must have. */
final class EventFields {

    private static final Set<String> COMMON = Set.of(
            "id", "type", "sku", "location", "unit", "reference", "reason", "lot", "lotExpiry", "sequence", "group");
    private static final Set<String> MOVING = Set.of("quantity", "sign", "occurredAt");
    private static final Set<String> STATING = Set.of("states", "asOf", "run", "final");
    private static final Set<String> EXPECTING = Set.of("quantity", "asOf", "occurredAt", "dueOn");

    private static final Set<String> DOCUMENTING =
            Set.of("id", "type", "reference", "version", "occurredAt", "location", "lines", "reason", "group");

    private static final Map<EventType, Set<String>> KNOWN = known();
    private static final Set<String> ALL = all();

    private EventFields() {}

    static boolean isKnown(EventType type, String field) {
        return KNOWN.getOrDefault(type, Set.of()).contains(field);
    }

    /** Whether any type has it. */
    static boolean isKnown(String field) {
        return ALL.contains(field);
    }

    static Set<String> all() {
        var fields = new TreeSet<String>();
        for (var type : EventType.values()) {
            fields.addAll(of(type));
        }
        return fields;
    }

    private static Map<EventType, Set<String>> known() {
        var known = new EnumMap<EventType, Set<String>>(EventType.class);
        for (var type : EventType.values()) {
            known.put(type, of(type));
        }
        return known;
    }

    private static Set<String> of(EventType type) {
        if (type.isDocument()) {
            return DOCUMENTING;
        }
        if (type.isBook()) {
            return BookFields.of(type);
        }
        var fields = new TreeSet<>(COMMON);
        switch (type) {
            case LEVEL, COUNT -> fields.addAll(STATING);
            case EXPECT -> fields.addAll(EXPECTING);
            case TRANSFER_OUT -> {
                fields.addAll(MOVING);
                fields.add("toLocation");
            }
            case RETURN -> {
                fields.addAll(MOVING);
                fields.add("disposition");
            }
            case RECEIVE, SHIP, ADJUST, TRANSFER_IN, HOLD, RELEASE, DAMAGE, SCRAP -> fields.addAll(MOVING);
            case LOT_BLOCK, LOT_RELEASE -> {
                fields.add("asOf");
                fields.add("occurredAt");
            }
            case ORDER, ORDER_EDIT, ORDER_CANCEL, ACKNOWLEDGE, OPEN_ORDERS -> {}
        }
        return Set.copyOf(fields);
    }
}
