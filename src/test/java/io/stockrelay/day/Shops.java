package io.stockrelay.day;

import io.stockrelay.sandbox.Fault;
import io.stockrelay.sandbox.Pacing;
import io.stockrelay.sandbox.SandboxChannel;
import io.stockrelay.sandbox.SandboxServer;
import io.stockrelay.sandbox.SandboxSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The three simulated shops in the test's own process: they outlive any death of the program. */
final class Shops implements AutoCloseable {

    /** What every listing shows before StockRelay has said anything. */
    static final long SEEDED = 7;

    /** A listing as the sample company's tables name it. */
    record Shown(String channel, String sku, @Nullable String location, String name) {}

    private final SandboxServer server;
    private final List<Shown> listings = new ArrayList<>();

    private Shops(SandboxServer server) {
        this.server = server;
    }

    static Shops open() throws IOException {
        var shops = new Shops(SandboxServer.start(settings()));
        shops.stock();
        return shops;
    }

    String address() {
        return server.address().toString();
    }

    List<SandboxChannel> channels() {
        return List.of(server.shopify(), server.amazon(), server.dealer());
    }

    SandboxChannel channel(String id) {
        return channels().stream()
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<Shown> listings() {
        return listings;
    }

    void fail(Fault fault) {
        channels().forEach(channel -> channel.faults().next(fault));
    }

    /** What every listing shows now, by channel, SKU and location. */
    Map<String, Long> numbers() {
        var numbers = new TreeMap<String, Long>();
        for (var listing : listings) {
            numbers.put(
                    key(listing),
                    channel(listing.channel()).quantityOf(listing.name()).orElseThrow());
        }
        return numbers;
    }

    static String key(Shown listing) {
        return listing.channel() + " " + listing.sku() + (listing.location() == null ? "" : " " + listing.location());
    }

    @Override
    public void close() {
        server.close();
    }

    private void stock() {
        for (var row : Company.table("channels/shopify/listings.csv")) {
            var item = number(Company.cell(row, "inventory_item_id"));
            var location = number(Company.cell(row, "location_id"));
            add(
                    "shopify",
                    row,
                    item + "/" + location,
                    Map.of("item", item, "sku", Company.cell(row, "sku"), "location", location));
        }
        for (var row : Company.table("channels/amazon/listings.csv")) {
            var sku = Company.cell(row, "seller_sku");
            add("amazon", row, sku, Map.of("sku", sku));
        }
        for (var row : Company.table("channels/dealer-portal/listings.csv")) {
            var article = Company.cell(row, "article");
            var depot = Company.cell(row, "depot");
            add("dealer-portal", row, article + "/" + depot, Map.of("article", article, "depot", depot));
        }
    }

    private void add(String channel, Map<String, String> row, String name, Map<String, Object> seed) {
        var stocked = new HashMap<>(seed);
        stocked.put("quantity", SEEDED);
        channel(channel).seedRows(List.of(stocked));
        listings.add(new Shown(channel, Company.cell(row, "sku"), row.get("location"), name));
    }

    private static String number(String globalId) {
        return globalId.substring(globalId.lastIndexOf('/') + 1);
    }

    /** The accounts and secrets of config/stockrelay.yaml. */
    private static SandboxSettings settings() {
        return new SandboxSettings(
                0,
                new SandboxSettings.Shopify("shopify", "acme-outdoor", "sandbox-shopify-token", Pacing.LIFTED),
                new SandboxSettings.Amazon(
                        "amazon",
                        "A1ACMEOUTDOOR",
                        List.of("A1PA6795UKMFR9"),
                        "sandbox-amazon-client",
                        "sandbox-amazon-secret",
                        "sandbox-amazon-refresh",
                        Duration.ofHours(1),
                        Pacing.LIFTED),
                new SandboxSettings.Dealer("dealer-portal", "sandbox-dealer-token", Pacing.LIFTED));
    }
}
