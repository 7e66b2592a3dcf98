package io.stockrelay.sandbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A simulated dealer portal; its listings are {@code <article>/<depot>}. */
public final class DealerSandbox implements SandboxChannel {
    private static final Set<String> ROW = Set.of("article", "depot", "quantity");

    private final SandboxSettings.Dealer settings;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final Counters counters = new Counters();
    private final Journal journal = new Journal();
    private final FlatStore store;
    private final PointBucket bucket;
    private final DealerProtocol protocol;

    DealerSandbox(SandboxSettings.Dealer settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.store = new FlatStore(journal, clock);
        this.bucket = new PointBucket(settings.pacing(), clock.instant());
        this.protocol = new DealerProtocol(settings, store, counters, bucket, clock);
    }

    static String listing(String article, String depot) {
        return article + "/" + depot;
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

    /** Adds an article at a depot showing this quantity. */
    public void seed(String article, String depot, long quantity) {
        store.seed(Map.of(listing(article, depot), quantity));
    }

    @Override
    public void seedRows(List<Map<String, Object>> rows) {
        Map<String, Long> seeds = new LinkedHashMap<>();
        rows.stream()
                .map(row -> new SeedRow(row, ROW))
                .forEach(row -> seeds.put(listing(row.text("article"), row.text("depot")), row.quantity()));
        store.seed(seeds);
    }

    @Override
    public OptionalLong quantityOf(String listing) {
        return store.quantityOf(listing);
    }

    /** The same by article and depot. */
    public OptionalLong quantityOf(String article, String depot) {
        return store.quantityOf(listing(article, depot));
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
        bucket.pace(pacing, clock.instant());
    }

    @Override
    public void restorePacing() {
        pace(settings.pacing());
    }
}
