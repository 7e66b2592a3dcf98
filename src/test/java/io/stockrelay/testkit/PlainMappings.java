package io.stockrelay.testkit;

import io.stockrelay.mapping.Mapped;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.LotMark;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reads payloads of ids separated by blanks or line breaks, one shipped unit of SKU S1 at WH1 each. {@code {"broken}
 * cannot be parsed; {@code boom} throws; an id that starts with {@code ?} is not known. Rows of files state on hand:
 * {@code id,sku,location,quantity}, and with a column {@code lot} for an item that is counted by lot.
 */
public final class PlainMappings implements Mappings {

    public static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");

    @Override
    public Mapped map(Delivery delivery) {
        String text = new String(delivery.bytes(), StandardCharsets.UTF_8);
        if (text.contains("boom")) {
            throw new IllegalStateException("a mapping that nobody tested");
        }
        if (text.startsWith("{\"broken")) {
            return failed(Failure.ofWhole(Step.PARSE, CauseClass.UNPARSEABLE, "line 1: not JSON"));
        }
        var ids = text.strip().split("\\s+");
        var groups = Stream.of(ids)
                .filter(id -> !id.startsWith("?"))
                .map(id -> new EventGroup(List.of(ship(delivery, id)), "[\"" + id + "\"]", 0))
                .toList();
        var failures = Stream.of(ids)
                .filter(id -> id.startsWith("?"))
                .map(id -> new Failure(
                        Step.CROSS_REFERENCE, CauseClass.MAPPING, "unknown SKU", "sku X", id, "X", "WH1", 0, "[]"))
                .toList();
        return new Mapped(groups, failures, List.of(), List.of());
    }

    @Override
    public Mapped mapRow(Delivery file, long line, Map<String, String> row) {
        String sku = row.getOrDefault("sku", "");
        if (sku.startsWith("?")) {
            return failed(new Failure(
                    Step.CROSS_REFERENCE,
                    CauseClass.MAPPING,
                    "SKU " + sku + " is not known",
                    "sku " + sku,
                    row.get("id"),
                    sku.substring(1),
                    row.get("location"),
                    line,
                    "[]"));
        }
        long units;
        try {
            units = Long.parseLong(row.getOrDefault("quantity", ""));
        } catch (NumberFormatException e) {
            return failed(new Failure(
                    Step.MAP,
                    CauseClass.VALIDATION,
                    "quantity '" + row.get("quantity") + "' is no number",
                    null,
                    row.get("id"),
                    sku,
                    row.get("location"),
                    line,
                    null));
        }
        var header = new EventHeader(
                new EventKey(file.source(), row.getOrDefault("id", "row-" + line)),
                UUID.nameUUIDFromBytes(row.toString().getBytes(StandardCharsets.UTF_8)),
                EventType.LEVEL,
                new Sku(sku),
                new LocationId(row.getOrDefault("location", "WH1")),
                AT,
                0,
                null,
                null,
                row.containsKey("lot") ? LotMark.controlled(row.get("lot"), null) : null);
        StockEvent level = new LevelEvent(header, Map.of(StockState.ON_HAND, units), null);
        return new Mapped(
                List.of(new EventGroup(List.of(level), "[{\"row\":" + line + "}]", line)),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public Mapped resume(Delivery delivery, String canonicalJson) {
        return failed(Failure.ofWhole(Step.MAP, CauseClass.MAPPING, canonicalJson));
    }

    @Override
    public boolean knows(SourceId source) {
        return true;
    }

    private static Mapped failed(Failure failure) {
        return new Mapped(List.of(), List.of(failure), List.of(), List.of());
    }

    private static StockEvent ship(Delivery delivery, String id) {
        var header = new EventHeader(
                new EventKey(delivery.source(), id),
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)),
                EventType.SHIP,
                new Sku("S1"),
                new LocationId("WH1"),
                AT,
                0,
                null,
                null,
                null);
        return new MovementEvent(header, 1, null, Disposition.SELLABLE);
    }
}
