package io.stockrelay.stock;

import io.stockrelay.testkit.Chance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Stock events that name lots, for tests. */
public final class LotEvents {

    private LotEvents() {}

    /** The same event for a lot of an item that is counted by lot. */
    public static StockEvent of(String lot, @Nullable LocalDate expiresOn, StockEvent event) {
        return marked(event, LotMark.controlled(lot, expiresOn));
    }

    /** Every movement and statement gets one of three lots and now and then a last day around the day of the events. */
    public static List<StockEvent> random(List<StockEvent> events, long seed) {
        var random = Chance.of(seed);
        var marked = new ArrayList<StockEvent>();
        for (var event : events) {
            var lot = "L" + random.nextInt(3);
            var day = random.nextInt(3) == 0 ? LocalDate.of(2026, 11, 19 + random.nextInt(5)) : null;
            var told = of(lot, day, event);
            marked.add(event instanceof ExpectEvent ? event : random.nextInt(8) == 0 ? ofLot(random, told) : told);
        }
        return marked;
    }

    private static StockEvent ofLot(Random random, StockEvent event) {
        return ofLot(random.nextBoolean() ? EventType.LOT_BLOCK : EventType.LOT_RELEASE, event);
    }

    /** What the event's source says of the event's lot at that time, instead of what it moves. */
    public static StockEvent ofLot(EventType type, StockEvent event) {
        var header = event.header();
        return LevelEvent.ofLot(new EventHeader(
                header.key(),
                header.hash(),
                type,
                header.sku(),
                header.location(),
                header.at(),
                header.sequence(),
                header.reference(),
                "told " + header.key().id(),
                header.lot()));
    }

    /** The lot as a part of the SKU: what an item without lots would make of it. */
    static List<StockEvent> asItems(List<StockEvent> events) {
        return events.stream()
                .filter(event -> event.header().lot() != null)
                .map(event -> {
                    var header = event.header();
                    var sku = new io.stockrelay.shared.Sku(header.sku() + "|"
                            + java.util.Objects.requireNonNull(header.lot()).code());
                    return with(event, header(header, sku, null));
                })
                .toList();
    }

    private static StockEvent marked(StockEvent event, LotMark lot) {
        return with(event, header(event.header(), event.header().sku(), lot));
    }

    private static EventHeader header(EventHeader header, io.stockrelay.shared.Sku sku, @Nullable LotMark lot) {
        return new EventHeader(
                header.key(),
                header.hash(),
                header.type(),
                sku,
                header.location(),
                header.at(),
                header.sequence(),
                header.reference(),
                header.reason(),
                lot);
    }

    private static StockEvent with(StockEvent event, EventHeader header) {
        if (event instanceof MovementEvent movement) {
            return new MovementEvent(header, movement.units(), movement.toLocation(), movement.disposition());
        }
        return event instanceof LevelEvent level
                ? new LevelEvent(header, level.units(), level.run())
                : new ExpectEvent(header, ((ExpectEvent) event).units(), null);
    }
}
