package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.channel.ExplainedListing;
import io.stockrelay.channel.Explanations;
import io.stockrelay.channel.Listing;
import io.stockrelay.channel.Listings;
import io.stockrelay.channel.Offering;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks for listings nothing waits for that nevertheless show another number than the truth of now: a lost mark. It holds
 * for paused channels too, whose changes wait as publications.
 */
final class QuietShowsTheTruth implements Invariant {

    private final Offering offering;
    private final Explanations explanations;
    private final Listings listings;

    QuietShowsTheTruth(Offering offering, Explanations explanations, Listings listings) {
        this.offering = offering;
        this.explanations = explanations;
        this.listings = listings;
    }

    @Override
    public String sentence() {
        return "where nothing waits to be published, a channel's last confirmed number is the number of now";
    }

    @Override
    public List<String> violations() {
        var found = new ArrayList<String>();
        for (ChannelSettings channel : offering.channels()) {
            look(channel.id(), found);
        }
        return found;
    }

    private void look(ChannelId channel, List<String> found) {
        var page = explanations.page(channel, 0, Listings.PAGE_MAX);
        while (!page.isEmpty() && found.size() < VIOLATIONS_MAX) {
            page.stream()
                    .filter(QuietShowsTheTruth::isWrong)
                    .map(this::stillWrong)
                    .flatMap(Optional::stream)
                    .limit((long) VIOLATIONS_MAX - found.size())
                    .forEach(found::add);
            page = explanations.page(
                    channel, page.get(page.size() - 1).listing().id(), Listings.PAGE_MAX);
        }
    }

    private static boolean isWrong(ExplainedListing one) {
        var confirmed = one.holding().confirmedUnits();
        return one.state() == null
                && one.isOpen()
                && (confirmed == null || confirmed != one.now().number());
    }

    /** Stock may have moved between two reads. A move commits with its mark, so a mark has to be looked for afterwards. */
    private Optional<String> stillWrong(ExplainedListing before) {
        Listing listing = before.listing();
        return explanations.of(listing.channel(), listing.sku()).stream()
                .filter(now -> now.listing().id() == listing.id())
                .filter(QuietShowsTheTruth::isWrong)
                .filter(now -> listings.find(listing.id())
                        .filter(after -> after.state() == null)
                        .filter(after -> Objects.equals(
                                after.holding().confirmedUnits(), now.holding().confirmedUnits()))
                        .isPresent())
                .map(now -> Rows.name(listing) + ": the channel confirmed "
                        + now.holding().confirmedUnits() + ", truth is "
                        + now.now().number()
                        + ", and nothing waits to be published")
                .findFirst();
    }
}
