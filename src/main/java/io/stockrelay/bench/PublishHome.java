package io.stockrelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Adds the sample company's three channels to a benchmark's home; each item is listed on one of them. */
final class PublishHome {

    static final String SHOPIFY_LOCATION = "70100000001";
    static final long SHOPIFY_ITEMS_FROM = 44_100_000_000L;

    private final Path model;
    private final Path home;

    private PublishHome(Path model, Path home) {
        this.model = model.toAbsolutePath().normalize();
        this.home = home;
    }

    /**
     * @param sandbox address of the simulated channels
     * @param isPaced whether we keep the sample's own limits, or none
     */
    static void write(Path model, Path home, BenchPlan plan, String sandbox, boolean isPaced) throws IOException {
        BenchHome.write(model, home, plan);
        var made = new PublishHome(model, home);
        made.copyAll("routes/channels");
        made.copyAll("mappings/channels/dealer-portal");
        made.listings(plan);
        var config = home.resolve("config/stockrelay.yaml");
        Files.writeString(config, Files.readString(config) + channels(sandbox, isPaced));
    }

    /** Which channel an item is listed on, counted from 0 in the order of {@link ChannelKind}. */
    static ChannelKind channelOf(int sku) {
        return ChannelKind.values()[sku % ChannelKind.values().length];
    }

    /** The three channels, by their names in configuration. */
    enum ChannelKind {
        SHOPIFY("shopify"),
        AMAZON("amazon"),
        DEALER_PORTAL("dealer-portal");

        private final String id;

        ChannelKind(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        /** What the simulated channel calls the listing of an item. */
        String listing(int sku) {
            return switch (this) {
                case SHOPIFY -> (SHOPIFY_ITEMS_FROM + sku) + "/" + SHOPIFY_LOCATION;
                case AMAZON -> BenchHome.sku(sku);
                case DEALER_PORTAL -> BenchHome.sku(sku) + "/E1";
            };
        }
    }

    private void copyAll(String folder) throws IOException {
        var from = model.resolve(folder);
        if (!Files.isDirectory(from)) {
            throw new BenchFailed(
                    "There is no " + folder + " in " + model + ".",
                    "The benchmark runs the sample company's channels: point --home to a folder that has them.");
        }
        Files.createDirectories(home.resolve(folder));
        try (var files = Files.list(from)) {
            for (var file : files.filter(each -> !each.toString().endsWith(".csv"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Files.copy(file, home.resolve(folder).resolve(file.getFileName().toString()));
            }
        }
    }

    private void listings(BenchPlan plan) throws IOException {
        write(
                ChannelKind.SHOPIFY,
                plan,
                "sku,location,inventory_item_id,location_id\n",
                sku -> "%s,E1,gid://shopify/InventoryItem/%d,gid://shopify/Location/%s\n"
                        .formatted(BenchHome.sku(sku), SHOPIFY_ITEMS_FROM + sku, SHOPIFY_LOCATION));
        write(
                ChannelKind.AMAZON,
                plan,
                "sku,seller_sku\n",
                sku -> BenchHome.sku(sku) + "," + BenchHome.sku(sku) + "\n");
        write(
                ChannelKind.DEALER_PORTAL,
                plan,
                "sku,location,article,depot\n",
                sku -> "%s,E1,%s,E1\n".formatted(BenchHome.sku(sku), BenchHome.sku(sku)));
    }

    private void write(ChannelKind channel, BenchPlan plan, String header, IntFunction<String> row) throws IOException {
        var rows = IntStream.range(0, plan.skus())
                .filter(sku -> channelOf(sku) == channel)
                .mapToObj(row)
                .collect(Collectors.joining("", header, ""));
        var file = home.resolve("mappings/channels/" + channel.id() + "/listings.csv");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, rows, StandardCharsets.UTF_8);
    }

    private static String channels(String sandbox, boolean isPaced) {
        return """
                channels:
                  shopify:
                    adapter: shopify
                    locations: [E1]
                    listing: per-location
                    batch: 250
                    pace: %s
                    connection: { url: "%s/shopify", shop: acme-outdoor, api-version: 2026-10, token: "${%s}" }
                  amazon:
                    adapter: amazon
                    locations: [E1]
                    listing: pooled
                    batch: 1
                    pace: %s
                    connection:
                      url: "%s/amazon"
                      token-url: "%s/amazon/auth/o2/token"
                      seller: A1ACMEOUTDOOR
                      marketplace: A1PA6795UKMFR9
                      client-id: bench
                      client-secret: "${%s}"
                      refresh-token: "${%s}"
                  dealer-portal:
                    adapter: http
                    locations: [E1]
                    listing: per-location
                    batch: 100
                    pace: %s
                    connection: { url: "%s/dealer", token: "${%s}" }
                """.formatted(
                        pace(isPaced, 2, 10),
                        sandbox,
                        BenchHome.SECRET_VARIABLE,
                        pace(isPaced, 5, 5),
                        sandbox,
                        sandbox,
                        BenchHome.SECRET_VARIABLE,
                        BenchHome.SECRET_VARIABLE,
                        pace(isPaced, 10, 20),
                        sandbox,
                        BenchHome.SECRET_VARIABLE);
    }

    private static String pace(boolean isPaced, int perSecond, int burst) {
        return "{ per-second: %d, burst: %d }".formatted(isPaced ? perSecond : 0, burst);
    }
}
