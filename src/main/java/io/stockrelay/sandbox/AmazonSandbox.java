package io.stockrelay.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A simulated Amazon seller account; its listings are the seller's SKUs. */
public final class AmazonSandbox implements SandboxChannel {
    private static final Set<String> ROW = Set.of("sku", "quantity");

    private final SandboxSettings.Amazon settings;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final Counters counters = new Counters();
    private final Journal journal = new Journal();
    private final FlatStore store;
    private final PointBucket writes;
    private final PointBucket reads;
    private final AmazonProtocol protocol;

    AmazonSandbox(SandboxSettings.Amazon settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.store = new FlatStore(journal, clock);
        this.writes = new PointBucket(settings.pacing(), clock.instant());
        this.reads = new PointBucket(settings.pacing(), clock.instant());
        this.protocol = new AmazonProtocol(
                settings, store, counters, writes, reads, new AmazonTokens(settings.tokenLife(), clock), clock);
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    ChannelProtocol protocol() {
        return protocol;
    }

    /** Adds a listing showing this quantity. */
    public void seed(String sku, long quantity) {
        store.seed(Map.of(sku, quantity));
    }

    @Override
    public void seedRows(List<Map<String, Object>> rows) {
        Map<String, Long> seeds = new LinkedHashMap<>();
        rows.stream().map(row -> new SeedRow(row, ROW)).forEach(row -> seeds.put(row.text("sku"), row.quantity()));
        store.seed(seeds);
    }

    @Override
    public OptionalLong quantityOf(String listing) {
        return store.quantityOf(listing);
    }

    @Override
    public Optional<Map<String, Object>> show(String listing) {
        return store.show(listing);
    }

    @Override
    public List<Map<String, Object>> showAll() {
        return store.showAll();
    }

    @Override
    public Sale sell(String listing, long quantity) {
        return store.sell(listing, quantity);
    }

    @Override
    public void pace(Pacing pacing) {
        Instant now = clock.instant();
        writes.pace(pacing, now);
        reads.pace(pacing, now);
    }

    @Override
    public void restorePacing() {
        pace(settings.pacing());
    }
}
