package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.StockState;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns one object that a program returned into a canonical event, or into everything that is wrong with it. */
final class EventReader {

    static final int CODE_MAX = 64;
    static final int REFERENCE_MAX = 100;
    static final int REASON_MAX = 500;

    private static final Map<String, StockState> STATES = Map.of(
            "onHand", StockState.ON_HAND,
            "allocated", StockState.ALLOCATED,
            "qualityHold", StockState.QUALITY_HOLD,
            "damaged", StockState.DAMAGED,
            "inTransit", StockState.IN_TRANSIT);

    private final SourceTime time;
    private final Duration futureTolerance;
    private final Instant now;
    private final BigDecimal quantityMax;

    EventReader(MappedSource source, Instant now, long quantityMax) {
        this.time = new SourceTime(source.zone(), source.laterOfDoubledHour());
        this.futureTolerance = source.futureTolerance();
        this.now = now;
        this.quantityMax = BigDecimal.valueOf(quantityMax);
    }

    /** Null where anything was refused. */
    @Nullable
    Canonical read(ObjectNode node, Refusals refusals) {
        var fields = new FieldReader(node, refusals);
        var typeCode = fields.required("type", CODE_MAX);
        var type = EventType.ofCode(typeCode);
        if (type.isEmpty()) {
            if (!typeCode.isEmpty()) {
                refusals.program("type '" + FieldReader.shown(typeCode) + "' is not known; known are " + typeCodes());
            }
            return null;
        }
        checkNames(node, type.get(), refusals);
        var event = event(node, type.get(), fields);
        return refusals.isEmpty() ? event : null;
    }

    private static String typeCodes() {
        return Arrays.stream(EventType.values()).map(EventType::code).collect(Collectors.joining(", "));
    }

    static void checkNames(ObjectNode node, EventType type, Refusals refusals) {
        node.fieldNames().forEachRemaining(field -> {
            if (EventFields.isKnown(type, field) || node.get(field).isNull()) {
                return;
            }
            refusals.program(
                    EventFields.isKnown(field)
                            ? field + " does not belong to " + type.code()
                            : "field '" + FieldReader.shown(field) + "' is not known; known are "
                                    + String.join(", ", EventFields.all()));
        });
    }

    private Canonical event(ObjectNode node, EventType type, FieldReader fields) {
        boolean stating = type == EventType.LEVEL || type == EventType.COUNT;
        var id = fields.required("id", EventKey.ID_LENGTH_MAX);
        var quantity = stating || type.isOfLot() ? BigDecimal.ZERO : quantity(type, fields);
        Map<StockState, BigDecimal> states = stating ? states(type, node, fields) : Map.of();
        var run = fields.text("run", REFERENCE_MAX);
        boolean completesRun = fields.flag("final");
        if (completesRun && run == null) {
            fields.refusals().program("final needs run: which run is complete?");
        }
        checkReference(type, fields);
        return new Canonical(
                node,
                ContentHash.of(node, quantity, states),
                id,
                type,
                fields.required("sku", CODE_MAX),
                fields.required("location", CODE_MAX),
                fields.text("unit", CODE_MAX),
                quantity,
                states,
                at(type, fields),
                fields.whole("sequence"),
                fields.text("reference", REFERENCE_MAX),
                fields.text("reason", REASON_MAX),
                fields.text("lot", CODE_MAX),
                date("lotExpiry", fields),
                type == EventType.TRANSFER_OUT ? fields.required("toLocation", CODE_MAX) : null,
                disposition(fields),
                date("dueOn", fields),
                run,
                completesRun,
                fields.text("group", REFERENCE_MAX));
    }

    private static void checkReference(EventType type, FieldReader fields) {
        if (type == EventType.EXPECT && !fields.has("reference")) {
            fields.refusals().program("reference is missing: an expectation is known by its order line");
        }
    }

    private BigDecimal quantity(EventType type, FieldReader fields) {
        return quantity(type == EventType.ADJUST, type.code(), fields);
    }

    /** @param isSigned whether it may be negative */
    BigDecimal quantity(boolean isSigned, String type, FieldReader fields) {
        var text = fields.required("quantity", CODE_MAX);
        var sign = fields.text("sign", 1);
        var refusals = fields.refusals();
        if (text.isEmpty()) {
            return BigDecimal.ZERO;
        }
        var parsed = Quantities.parse(text);
        if (parsed.isEmpty()) {
            refusals.value("quantity '" + FieldReader.shown(text)
                    + "' is not a number we can use: write digits with a point for decimals, at most 30 digits");
            return BigDecimal.ZERO;
        }
        if (sign != null && !sign.equals("+") && !sign.equals("-")) {
            refusals.program("sign '" + FieldReader.shown(sign) + "' must be + or -: turn the source's flag into one");
        }
        if (sign != null && parsed.get().signum() < 0) {
            refusals.value("quantity " + text + " has a sign of its own besides sign " + sign + ": which one counts?");
        }
        var signed = "-".equals(sign) ? parsed.get().negate() : parsed.get();
        if (signed.signum() < 0 && !isSigned) {
            refusals.value("quantity of " + type + " must not be negative: " + signed.toPlainString()
                    + "; only adjust and order-edit have a sign");
        }
        checkLimit("quantity", signed, refusals);
        return signed;
    }

    private Map<StockState, BigDecimal> states(EventType type, ObjectNode node, FieldReader fields) {
        var refusals = fields.refusals();
        if (!(node.get("states") instanceof ObjectNode stated)) {
            refusals.program("states is missing: " + type.code() + " states onHand, allocated, qualityHold, damaged or"
                    + " inTransit, each as text");
            return Map.of();
        }
        var found = new EnumMap<StockState, BigDecimal>(StockState.class);
        var reader = new FieldReader(stated, refusals);
        stated.fieldNames().forEachRemaining(name -> {
            var state = STATES.get(name);
            if (state == null) {
                refusals.program("state '" + FieldReader.shown(name) + "' is not known; known are onHand, allocated,"
                        + " qualityHold, damaged, inTransit");
            } else if (reader.has(name)) {
                state(type, state, name, reader).ifPresent(units -> found.put(state, units));
            }
        });
        if (found.isEmpty() && refusals.isEmpty()) {
            refusals.program("states is empty: an absent figure says nothing, so there is nothing to state");
        }
        return found;
    }

    private Optional<BigDecimal> state(EventType type, StockState state, String name, FieldReader reader) {
        var text = reader.required(name, CODE_MAX);
        var parsed = Quantities.parse(text);
        if (parsed.isEmpty()) {
            if (!text.isEmpty()) {
                reader.refusals().value(name + " '" + FieldReader.shown(text) + "' is not a number we can use");
            }
            return Optional.empty();
        }
        // books may run below zero until a receipt is posted, and then nothing is available; a count or a hold cannot
        boolean mayBeNegative = type == EventType.LEVEL && state == StockState.ON_HAND;
        if (parsed.get().signum() < 0 && !mayBeNegative) {
            reader.refusals()
                    .value(name + " of " + type.code() + " must not be negative: "
                            + parsed.get().toPlainString());
        }
        checkLimit(name, parsed.get(), reader.refusals());
        return parsed;
    }

    private void checkLimit(String name, BigDecimal quantity, Refusals refusals) {
        if (quantity.abs().compareTo(quantityMax) > 0) {
            refusals.value(name + " " + quantity.toPlainString() + " is more than the limit of "
                    + quantityMax.toPlainString() + " (guards.quantity-max)");
        }
    }

    Instant at(EventType type, FieldReader fields) {
        boolean mayStateAsOf = type == EventType.EXPECT || type.isOfLot();
        boolean asOf = type == EventType.LEVEL || type == EventType.COUNT || mayStateAsOf && fields.has("asOf");
        var field = asOf ? "asOf" : "occurredAt";
        int before = fields.refusals().count();
        var text = fields.text(field, CODE_MAX);
        if (text == null) {
            if (fields.refusals().count() == before) {
                fields.refusals()
                        .program(field + " is missing: " + (asOf ? "when was the figure true" : "when did it happen")
                                + "? The time of pick-up is no answer");
            }
            return Instant.EPOCH;
        }
        return parsed(field, text, fields.refusals());
    }

    /** Null where the source does not say. */
    @Nullable
    Instant time(String field, FieldReader fields) {
        var text = fields.text(field, CODE_MAX);
        return text == null ? null : parsed(field, text, fields.refusals());
    }

    /** No clock of the source can be later than this when it sent what we received. */
    Instant latest() {
        return now.plus(futureTolerance);
    }

    private Instant parsed(String field, String text, Refusals refusals) {
        try {
            return checked(field, time.parse(text), refusals);
        } catch (DateTimeException notATime) {
            refusals.value(field + " " + notATime.getMessage());
            return Instant.EPOCH;
        }
    }

    private Instant checked(String field, Instant at, Refusals refusals) {
        if (at.isAfter(now.plus(futureTolerance))) {
            refusals.value(field + " " + at + " is in the future: we received it at " + now + " and allow "
                    + futureTolerance.toSeconds() + " s; mend the source's clock or its time zone here");
        }
        return at;
    }

    private static Disposition disposition(FieldReader fields) {
        var text = fields.text("disposition", CODE_MAX);
        if (text == null) {
            return Disposition.SELLABLE;
        }
        for (var disposition : Disposition.values()) {
            if (disposition.name().toLowerCase(Locale.ROOT).equals(text)) {
                return disposition;
            }
        }
        fields.refusals().program("disposition '" + text + "' is not known; known are sellable, hold, damaged");
        return Disposition.SELLABLE;
    }

    private static @Nullable LocalDate date(String field, FieldReader fields) {
        var text = fields.text(field, CODE_MAX);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            fields.refusals()
                    .value(field + " '" + FieldReader.shown(text == null ? "" : text)
                            + "' is not a date: write it like 2026-11-21");
            return null;
        }
    }
}
