package io.stockrelay.sandbox.beside;

import io.stockrelay.channel.Listing;
import io.stockrelay.channel.Listings;
import io.stockrelay.sandbox.SandboxServer;
import io.stockrelay.shared.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;

/**
 * Puts the program's listings into the simulated shops, each with the number it is expected to show: a shop would still
 * know it after we were restarted.
 */
final class SandboxStock implements SmartLifecycle {

    /** Before the channel workers (4,000) send anything. */
    private static final int PHASE = 3_500;

    private final SandboxServer sandbox;
    private final Listings listings;
    private boolean running;

    SandboxStock(SandboxServer sandbox, Listings listings) {
        this.sandbox = sandbox;
        this.listings = listings;
    }

    @Override
    public void start() {
        sandbox.shopify()
                .seedRows(rows(
                        "shopify",
                        listing -> ids(listing, Map.of("item", "inventory_item_id", "location", "location_id"))
                                .map(ids -> with(ids, "sku", listing.sku().value()))));
        sandbox.amazon().seedRows(rows("amazon", listing -> ids(listing, Map.of("sku", "seller_sku"))));
        sandbox.dealer()
                .seedRows(
                        rows("dealer-portal", listing -> ids(listing, Map.of("article", "article", "depot", "depot"))));
        running = true;
    }

    private List<Map<String, Object>> rows(String channel, Function<Listing, Optional<Map<String, Object>>> row) {
        var rows = new ArrayList<Map<String, Object>>();
        long after = 0;
        var page = listings.page(new ChannelId(channel), after, Listings.PAGE_MAX);
        while (!page.isEmpty()) {
            for (var shown : page) {
                var expected = shown.holding().expectedUnits();
                row.apply(shown.listing())
                        .map(ids -> with(ids, "quantity", expected == null ? 0L : expected))
                        .ifPresent(rows::add);
                after = shown.listing().id();
            }
            page = listings.page(new ChannelId(channel), after, Listings.PAGE_MAX);
        }
        return rows;
    }

    /** The row's fields from the listing's own ids; empty where one is missing, as it would be in a real shop. */
    private static Optional<Map<String, Object>> ids(Listing listing, Map<String, String> columns) {
        Map<String, Object> row = Map.of();
        for (var column : columns.entrySet()) {
            var id = listing.external(column.getValue());
            if (id.isEmpty()) {
                return Optional.empty();
            }
            row = with(row, column.getKey(), id.get());
        }
        return Optional.of(row);
    }

    private static Map<String, Object> with(Map<String, Object> row, String name, Object value) {
        var more = new java.util.HashMap<String, Object>(row);
        more.put(name, value);
        return more;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
