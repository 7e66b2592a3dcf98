package io.stockrelay.channel.shopify;

import io.stockrelay.channel.Capabilities;
import io.stockrelay.channel.ChannelAdapter;
import io.stockrelay.channel.Credentials;
import io.stockrelay.channel.Item;
import io.stockrelay.channel.Listing;
import io.stockrelay.channel.OrderContract;
import io.stockrelay.channel.PushRequest;
import io.stockrelay.channel.Reply;
import io.stockrelay.channel.Seen;
import io.stockrelay.channel.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sets quantities of a Shopify shop, each conditional on what the shop holds. */
public final class ShopifyAdapter implements ChannelAdapter {

    static final String ITEM = "inventory_item_id";
    static final String LOCATION = "location_id";

    /** Entries of one input array, by Shopify's limits. */
    private static final int BATCH_MAX = 250;

    /** A question costs a few points for each item, and one of more than 1,000 points is refused. */
    private static final int READ_MAX = 100;

    private static final Duration KEY_LIFE = Duration.ofHours(24);
    private static final long QUANTITY_MAX = 1_000_000_000;

    private final String path;
    private final String token;

    /**
     * @param connection {@code token}, {@code api-version}, and {@code shop} where the address does not name it
     */
    public ShopifyAdapter(Map<String, String> connection) {
        var shop = connection.getOrDefault("shop", "");
        this.path = (shop.isBlank() ? "" : "/" + shop) + "/admin/api/"
                + connection.getOrDefault("api-version", "2026-10") + "/graphql.json";
        this.token = connection.getOrDefault("token", "");
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(BATCH_MAX, true, true, 1, KEY_LIFE);
    }

    @Override
    public Credentials credentials() {
        return () -> Map.of("X-Shopify-Access-Token", token);
    }

    @Override
    public Optional<String> unfit(Listing listing) {
        return List.of(ITEM, LOCATION).stream()
                .filter(column -> listing.external(column).isEmpty())
                .findFirst()
                .map(listing::missing);
    }

    @Override
    public PushRequest write(UUID key, List<Item> items) {
        var input = new LinkedHashMap<String, Object>();
        input.put("name", "available");
        input.put("reason", "correction");
        input.put("referenceDocumentUri", "gid://stockrelay/Send/" + key);
        input.put("quantities", items.stream().map(ShopifyAdapter::quantity).toList());
        var variables = new LinkedHashMap<String, Object>();
        variables.put("input", input);
        variables.put("key", key.toString());
        return PushRequest.json("POST", path, GraphQl.request(GraphQl.SET_QUANTITIES, variables));
    }

    /** The condition must be present; an explicit null opts out, which only a listing the shop has no level for gets. */
    private static Map<String, Object> quantity(Item item) {
        var quantity = new LinkedHashMap<String, Object>();
        quantity.put("inventoryItemId", id(item.listing(), ITEM));
        quantity.put("locationId", id(item.listing(), LOCATION));
        quantity.put("quantity", Math.min(item.units(), QUANTITY_MAX));
        quantity.put("changeFromQuantity", item.from());
        return quantity;
    }

    private static String id(Listing listing, String column) {
        return listing.external(column).orElseThrow(() -> new IllegalArgumentException(listing.missing(column)));
    }

    @Override
    public Verdict judge(List<Item> items, Reply reply, Instant now) {
        return ShopifyVerdicts.write(items.size(), reply, now);
    }

    @Override
    public List<ReadCall> readBack(List<Listing> listings) {
        var byLocation = new LinkedHashMap<String, List<Listing>>();
        listings.stream()
                .filter(listing -> unfit(listing).isEmpty())
                .forEach(listing -> byLocation
                        .computeIfAbsent(id(listing, LOCATION), any -> new ArrayList<>())
                        .add(listing));
        var calls = new ArrayList<ReadCall>();
        byLocation.forEach((location, group) -> {
            for (int from = 0; from < group.size(); from += READ_MAX) {
                calls.add(question(location, group.subList(from, Math.min(group.size(), from + READ_MAX))));
            }
        });
        return calls;
    }

    private ReadCall question(String location, List<Listing> listings) {
        var variables = new LinkedHashMap<String, Object>();
        variables.put("items", listings.stream().map(one -> id(one, ITEM)).toList());
        variables.put("location", location);
        variables.put("names", List.of("available"));
        return new ReadCall(
                List.copyOf(listings),
                PushRequest.json("POST", path, GraphQl.request(GraphQl.READ_QUANTITIES, variables)));
    }

    @Override
    public Optional<OrderContract> orders() {
        return Optional.of(new ShopifyOrders(path));
    }

    @Override
    public Seen seen(ReadCall call, Reply reply, Instant now) {
        return ShopifyVerdicts.read(call.listings(), reply, now);
    }
}
