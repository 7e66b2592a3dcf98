package io.stockrelay.sandbox.beside;

import io.stockrelay.channel.Listing;
import io.stockrelay.channel.Listings;
import io.stockrelay.mapping.Catalogue;
import io.stockrelay.sandbox.SandboxServer;
import io.stockrelay.shared.ChannelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the simulated shops have on offer before anybody tells them a number. */
public final class Shelves {

    private final Function<ChannelId, List<Shelf>> shelves;

    private Shelves(Function<ChannelId, List<Shelf>> shelves) {
        this.shelves = shelves;
    }

    private record Shelf(Listing listing, long quantity) {}

    /** The listings as they are stored, each with the number it is expected to show. */
    static Shelves ofListings(Listings listings) {
        return new Shelves(channel -> {
            var found = new ArrayList<Shelf>();
            var page = listings.page(channel, 0, Listings.PAGE_MAX);
            while (!page.isEmpty()) {
                for (var shown : page) {
                    var expected = shown.holding().expectedUnits();
                    found.add(new Shelf(shown.listing(), expected == null ? 0 : expected));
                }
                page = listings.page(
                        channel, page.get(page.size() - 1).listing().id(), Listings.PAGE_MAX);
            }
            return found;
        });
    }

    /** The listings as they are configured, each showing 0. */
    public static Shelves ofCatalogue(Catalogue catalogue) {
        return new Shelves(channel -> catalogue.listings(channel).stream()
                .map(line -> new Shelf(new Listing(0, channel, line.sku(), line.location(), line.ids()), 0))
                .toList());
    }

    /** Puts them into the shops. */
    public void stock(SandboxServer sandbox) {
        sandbox.shopify()
                .seedRows(rows(
                        "shopify",
                        listing -> ids(listing, Map.of("item", "inventory_item_id", "location", "location_id"))
                                .map(ids -> with(ids, "sku", listing.sku().value()))));
        sandbox.amazon().seedRows(rows("amazon", listing -> ids(listing, Map.of("sku", "seller_sku"))));
        sandbox.dealer()
                .seedRows(
                        rows("dealer-portal", listing -> ids(listing, Map.of("article", "article", "depot", "depot"))));
    }

    private List<Map<String, Object>> rows(String channel, Function<Listing, Optional<Map<String, Object>>> row) {
        return shelves.apply(new ChannelId(channel)).stream()
                .flatMap(shelf ->
                        row.apply(shelf.listing()).map(ids -> with(ids, "quantity", shelf.quantity())).stream())
                .toList();
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
        var more = new HashMap<String, Object>(row);
        more.put(name, value);
        return more;
    }
}
