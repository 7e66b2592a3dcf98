package io.stockrelay.settings;

import io.stockrelay.availability.Rule;
import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.channel.ChannelSettings.Listing;
import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.ChannelListing;
import io.stockrelay.mapping.Item;
import io.stockrelay.shared.Problem;
import io.stockrelay.shared.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What only configuration and master data together can get wrong. */
final class MasterDataChecks {

    private static final int PROBLEMS_MAX = 100;

    private MasterDataChecks() {}

    static List<Problem> problems(Settings settings, Catalogue catalogue) {
        var found = new ArrayList<Problem>();
        settings.rules().forEach(rule -> check(rule, catalogue, found));
        settings.channels().forEach(channel -> check(channel, catalogue, found));
        return found.size() <= PROBLEMS_MAX ? found : found.subList(0, PROBLEMS_MAX);
    }

    private static void check(Rule rule, Catalogue catalogue, List<Problem> found) {
        var sku = rule.selector().sku();
        if (sku != null && catalogue.item(sku).isEmpty()) {
            found.add(atRule(rule, "unknown-sku", "selects the SKU '" + sku + "', which is not in mappings/items.csv"));
        }
        if (sku != null
                && rule.safetyStockUnits() != null
                && catalogue.kits().skus().contains(sku)) {
            found.add(keptOfKit(rule, sku));
        }
        var category = rule.selector().category();
        var categories = catalogue.items().stream().map(Item::category).collect(Collectors.toSet());
        if (category != null && !categories.contains(category)) {
            found.add(atRule(rule, "unknown-category", "selects the category '" + category + "', which no item has"));
        }
    }

    private static Problem keptOfKit(Rule rule, Sku kit) {
        var place = rule.sourceLine().lastIndexOf(':');
        return new Problem(
                Problem.Severity.WARNING,
                "safety-stock-of-kit",
                rule.sourceLine().substring(0, place),
                Integer.parseInt(rule.sourceLine().substring(place + 1)),
                0,
                null,
                "the rule '" + rule.name() + "' keeps a safety stock of the kit '" + kit
                        + "', which has no stock of its own",
                "Write it for its components; the rule's other terms do hold for the kit.");
    }

    private static Problem atRule(Rule rule, String code, String message) {
        var place = rule.sourceLine().lastIndexOf(':');
        return Problem.error(
                code,
                rule.sourceLine().substring(0, place),
                Long.parseLong(rule.sourceLine().substring(place + 1)),
                "the rule '" + rule.name() + "' " + message,
                "Mend its spelling, or remove the rule.");
    }

    private static void check(ChannelSettings channel, Catalogue catalogue, List<Problem> found) {
        var file = "mappings/channels/" + channel.id() + "/listings.csv";
        var listings = catalogue.listings(channel.id());
        if (listings.isEmpty()) {
            found.add(new Problem(
                    Problem.Severity.WARNING,
                    "no-listings",
                    file,
                    0,
                    0,
                    null,
                    "the channel " + channel.id() + " has no listings, so nothing is published there",
                    "Add one line for each SKU."));
        }
        for (var listing : listings) {
            var wrong = wrongLocation(channel, listing);
            if (wrong != null) {
                found.add(
                        Problem.error("listing-location", file, listing.line(), wrong, "See config/stockrelay.yaml."));
            }
        }
    }

    private static @Nullable String wrongLocation(ChannelSettings channel, ChannelListing listing) {
        var location = listing.location();
        if (channel.listing() == Listing.POOLED) {
            return location == null ? null : "the channel's listings are pooled, so there can be no location";
        }
        if (location == null) {
            return "the channel lists per location, so the location is missing";
        }
        return channel.locations().contains(location)
                ? null
                : "the location " + location + " does not serve the channel";
    }
}
