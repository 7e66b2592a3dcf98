package io.stockrelay.http;

import io.stockrelay.deadletter.Samples;
import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.ChannelListing;
import io.stockrelay.mapping.Item;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.KnownLot;
import io.stockrelay.stock.LotFacts;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.LotOutlook;
import io.stockrelay.stock.LotRegister;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.LotView;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Two lots of GEL in memory, and an item master that knows it. */
final class ScriptedLots implements LotRegister {

    static final Sku GEL = new Sku("GEL");
    static final Sku SET = new Sku("SET-GEL");

    private final Runnable check;
    private final Map<LotKey, LotFacts> facts = new HashMap<>();

    ScriptedLots(Runnable check) {
        this.check = check;
        var expiry = new LotFacts.Expiry(LocalDate.of(2026, 11, 20), Instant.EPOCH, new SourceId("wms"), "e-1");
        facts.put(new LotKey(GEL, "L1"), new LotFacts(expiry, null));
    }

    static Catalogue beside(Catalogue sample) {
        return new Catalogue() {
            @Override
            public Optional<Item> item(Sku sku) {
                if (sku.equals(SET)) {
                    return Optional.of(new Item(SET, "Two gels", "", null, "EA", 0, false, 0));
                }
                return sku.equals(GEL)
                        ? Optional.of(new Item(GEL, "Energy gel", "", null, "EA", 0, true, 0))
                        : sample.item(sku);
            }

            @Override
            public Collection<Item> items() {
                return sample.items();
            }

            @Override
            public Kits kits() {
                return new Kits(List.of(new Kits.Bill(Instant.MIN, new Kit(SET, List.of(new Kit.Component(GEL, 2))))));
            }

            @Override
            public List<ChannelListing> listings(ChannelId channel) {
                return sample.listings(channel);
            }
        };
    }

    @Override
    public List<LotView> of(Sku sku, int limit) {
        return sku.equals(GEL) ? List.of(view("L1", 7, false), view("L2", 5, true)) : List.of();
    }

    private LotView view(String lot, long onHand, boolean isUsable) {
        var at = new PositionKey(GEL, new LocationId("WH1"));
        var known = facts.getOrDefault(new LotKey(GEL, lot), LotFacts.UNKNOWN);
        return new LotView(at, lot, onHand, -1, 2, known, null, null, null, isUsable);
    }

    @Override
    public Optional<KnownLot> find(LotKey key) {
        var block = new LotFacts.Block("seal broken", "wms", Instant.EPOCH);
        return Optional.ofNullable(facts.get(key))
                .map(known -> new KnownLot(known, Map.of(new LocationId("WH2"), block, new LocationId("WH1"), block)));
    }

    @Override
    public Map<PositionKey, LotOutlook> outlook(Collection<PositionKey> keys) {
        var outlooks = new HashMap<PositionKey, LotOutlook>();
        keys.stream().filter(key -> key.sku().value().equals("10049")).forEach(key -> {
            var soon = new LotOutlook.Shelf(Instant.parse("2026-11-22T11:00:00Z"), false, 3, 0);
            var never = new LotOutlook.Shelf(null, false, 4, 0);
            outlooks.put(key, LotOutlook.of(List.of(soon, never), Samples.NOON));
        });
        keys.stream().filter(key -> key.sku().value().equals("10048")).forEach(key -> {
            var received = new LotOutlook.Shelf(null, false, 12, 0);
            outlooks.put(key, LotOutlook.of(List.of(received), Samples.NOON));
        });
        return outlooks;
    }

    @Override
    @SuppressWarnings("unchecked") // a task is answered as it declares
    public <A> CompletableFuture<A> submit(LotTask<A> task) {
        check.run();
        var blocking = (LotTask.Blocking) task;
        var reason = blocking.reason();
        var block = reason == null ? null : new LotFacts.Block(reason, blocking.actor(), Instant.EPOCH);
        var now = facts.getOrDefault(blocking.key(), LotFacts.UNKNOWN).with(block);
        facts.put(blocking.key(), now);
        return (CompletableFuture<A>) CompletableFuture.completedFuture(now);
    }

    @Override
    public List<PositionKey> due(int max) {
        return List.of();
    }
}
