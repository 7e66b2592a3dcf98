package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.testkit.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A crowded little world: few SKUs, few minutes, so that equal times, ties and overlaps happen all the time. */
public final class RandomEvents {

    private static final int MINUTES = 40;

    private final Random random;
    private final int skus;

    public RandomEvents(long seed, int skus) {
        this.random = Chance.of(seed);
        this.skus = skus;
    }

    public List<StockEvent> events(int count) {
        var events = new ArrayList<StockEvent>();
        for (int i = 0; i < count; i++) {
            events.add(event("e" + i));
        }
        return events;
    }

    public List<CompleteRun> runs(int count) {
        var runs = new ArrayList<CompleteRun>();
        for (int i = 0; i < count; i++) {
            Set<Sku> exempt = random.nextBoolean() ? Set.of() : Set.of(new Sku(sku()));
            runs.add(new CompleteRun("run" + i, Events.WH1, time(), Set.of(StockState.ON_HAND), exempt));
        }
        return runs;
    }

    private StockEvent event(String id) {
        var at = random.nextBoolean() ? Events.WH1 : Events.WH2;
        int kind = random.nextInt(10);
        if (kind < 3) {
            return level(id, at);
        }
        if (kind == 3) {
            return Events.expect(id, sku(), at, random.nextInt(20), reference(), time());
        }
        return movement(id, at);
    }

    private StockEvent level(String id, LocationId at) {
        Map<StockState, Long> units = new HashMap<>();
        units.put(StockState.ON_HAND, (long) random.nextInt(4));
        if (random.nextBoolean()) {
            units.put(StockState.QUALITY_HOLD, (long) random.nextInt(3));
        }
        if (random.nextBoolean()) {
            units.put(StockState.DAMAGED, (long) random.nextInt(3));
        }
        var type = random.nextInt(3) == 0 ? EventType.COUNT : EventType.LEVEL;
        return Events.level(source(), id, type, sku(), at, units, time());
    }

    private StockEvent movement(String id, LocationId at) {
        var types = List.of(
                EventType.RECEIVE,
                EventType.SHIP,
                EventType.RETURN,
                EventType.ADJUST,
                EventType.TRANSFER_OUT,
                EventType.TRANSFER_IN,
                EventType.HOLD,
                EventType.RELEASE,
                EventType.DAMAGE,
                EventType.SCRAP);
        var type = types.get(random.nextInt(types.size()));
        long units = type == EventType.ADJUST ? random.nextInt(11) - 5 : random.nextInt(6);
        var to = type == EventType.TRANSFER_OUT ? (at.equals(Events.WH1) ? Events.WH2 : Events.WH1) : null;
        var disposition = type == EventType.RETURN
                ? Disposition.values()[random.nextInt(Disposition.values().length)]
                : Disposition.SELLABLE;
        return Events.move(source(), id, type, sku(), at, units, time(), reference(), to, disposition);
    }

    private SourceId source() {
        return random.nextInt(4) == 0 ? Events.ERP : Events.WMS;
    }

    private String sku() {
        return "SKU-" + random.nextInt(skus);
    }

    private String reference() {
        return "REF-" + random.nextInt(4);
    }

    private Instant time() {
        return Events.NOON.plusSeconds(60L * random.nextInt(MINUTES));
    }
}
