package io.stockrelay.sandbox;

import io.stockrelay.sandbox.ShopifyStore.Item;
import io.stockrelay.sandbox.ShopifyStore.Level;
import io.stockrelay.sandbox.ShopifyStore.LevelKey;
import io.stockrelay.sandbox.ShopifyStore.Location;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A simulated Shopify shop; its listings are {@code <inventory item>/<location>}, as numbers or global ids. */
public final class ShopifySandbox implements SandboxChannel {
    private static final Set<String> ROW =
            Set.of("item", "sku", "location", "locationName", "quantity", "active", "tracked", "mutable");

    private final SandboxSettings.Shopify settings;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final Counters counters = new Counters();
    private final Journal journal = new Journal();
    private final ShopifyStore store = new ShopifyStore();
    private final ShopifyOrderBook book = new ShopifyOrderBook();
    private final PointBucket bucket;
    private final ShopifyProtocol protocol;
    private final ShopifyWebhooks webhooks;
    private final ShopifyOrders orders;

    ShopifySandbox(SandboxSettings.Shopify settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.bucket = new PointBucket(settings.pacing(), clock.instant());
        ShopifyMutations mutations = new ShopifyMutations(store, counters, journal, clock);
        this.protocol =
                new ShopifyProtocol(settings, new ShopifySchema(store, book, mutations), counters, bucket, clock);
        this.webhooks = new ShopifyWebhooks(settings, clock);
        this.orders = new ShopifyOrders(this, store, book, clock);
    }

    /** From now on it tells this address of its orders. */
    public void sendWebhooksTo(URI address) {
        webhooks.sendTo(address);
    }

    OrdersHandler orders() {
        return new OrdersHandler(orders, webhooks, faults);
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

    /** Adds an item at a location, active and tracked, showing this quantity. */
    public void seed(String item, String sku, String location, long quantity) {
        seedRows(List.of(Map.of("item", item, "sku", sku, "location", location, "quantity", quantity)));
    }

    @Override
    public void seedRows(List<Map<String, Object>> rows) {
        List<Seed> seeds =
                rows.stream().map(row -> Seed.of(new SeedRow(row, ROW))).toList();
        Instant now = clock.instant();
        synchronized (store) {
            seeds.forEach(seed -> seed(seed, now));
        }
    }

    private void seed(Seed seed, Instant now) {
        long before = store.level(seed.level().key()).map(Level::available).orElse(0L);
        store.put(seed.item());
        store.put(seed.location());
        store.put(seed.level());
        String listing = seed.level().key().listing();
        journal.add(JournalEntry.Kind.SEED, listing, before, seed.level().available(), now, null);
    }

    @Override
    public OptionalLong quantityOf(String listing) {
        Optional<Level> level = store.level(ShopifyIds.listing(listing));
        return level.isPresent() ? OptionalLong.of(level.get().available()) : OptionalLong.empty();
    }

    /** The same by item and location. */
    public OptionalLong quantityOf(String item, String location) {
        return quantityOf(item + "/" + location);
    }

    /** Whether the item can be sold at the location at all; a write alone does not make it so. */
    public boolean isActive(String item, String location) {
        return store.level(ShopifyIds.listing(item + "/" + location))
                .filter(Level::active)
                .isPresent();
    }

    @Override
    public Optional<Map<String, Object>> show(String listing) {
        return store.level(ShopifyIds.listing(listing)).map(this::shown);
    }

    @Override
    public List<Map<String, Object>> showAll() {
        return store.levels().stream().map(this::shown).toList();
    }

    private Map<String, Object> shown(Level level) {
        return level.shown(store.item(level.key().item()).map(Item::sku).orElse(""));
    }

    @Override
    public Sale sell(String listing, long quantity) {
        LevelKey key = ShopifyIds.listing(listing);
        synchronized (store) {
            Optional<Level> found = store.level(key);
            if (found.isEmpty()) {
                return Sale.UNKNOWN_LISTING;
            }
            if (quantity <= 0) {
                return Sale.QUANTITY_MUST_BE_POSITIVE;
            }
            Level before = found.get();
            if (before.available() < quantity) {
                return Sale.NOT_ENOUGH;
            }
            Level after = before.sold(quantity, clock.instant());
            store.put(after);
            journal.add(
                    JournalEntry.Kind.SALE,
                    key.listing(),
                    before.available(),
                    after.available(),
                    clock.instant(),
                    null);
            return Sale.SOLD;
        }
    }

    @Override
    public void pace(Pacing pacing) {
        bucket.pace(pacing, clock.instant());
    }

    @Override
    public void restorePacing() {
        pace(settings.pacing());
    }

    private record Seed(Item item, Location location, Level level) {
        static Seed of(SeedRow row) {
            long item = ShopifyIds.lenient("InventoryItem", row.text("item"));
            long location = ShopifyIds.lenient("Location", row.text("location"));
            Level level = new Level(new LevelKey(item, location), row.quantity(), 0, row.flag("active", true), null);
            return new Seed(
                    new Item(item, row.text("sku"), row.flag("tracked", true), row.flag("mutable", true)),
                    new Location(location, row.text("locationName", "Location " + location)),
                    level);
        }
    }
}
