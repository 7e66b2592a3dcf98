package io.stockrelay.channel;

import io.stockrelay.channel.Publications.Mark;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.PositionKey;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Marks the listings of changed positions in the ledger's own transaction, and wakes their channels after it. */
public final class ListingMarks implements LedgerCompanion {

    private final Publications publications;
    private final Clock clock;
    private volatile ListingIndex index = ListingIndex.EMPTY;
    private volatile Consumer<ChannelId> wake = channel -> {};
    private volatile Sellers sellers = Sellers.NOBODY;
    private Instant billsSeenTo = Instant.EPOCH;

    public ListingMarks(Publications publications, Clock clock) {
        this.publications = publications;
        this.clock = clock;
    }

    /** From now on changes mark the listings of this generation. */
    public void use(Offering offering, Listings listings) {
        index = ListingIndex.of(offering, listings);
    }

    /** From now on the orders of these channels lower what they are expected to hold. */
    public void use(Sellers newSellers) {
        sellers = newSellers;
    }

    void onMarked(Consumer<ChannelId> newWake) {
        wake = newWake;
    }

    /**
     * A kit's number changes with its bill of materials although no position does. Marks the listings of kits of which
     * another bill has begun to hold since the last call; the first call marks for all bills that ever began, because
     * one may have while nobody was there to see it.
     */
    public synchronized void markNewBills() {
        var now = clock.instant();
        var marks = new TreeMap<Long, Mark>();
        index.forEachBegun(
                billsSeenTo,
                now,
                (listing, channel) -> marks.put(listing, new Mark(listing, channel, "bill-of-materials")));
        if (!marks.isEmpty()) {
            publications.mark(List.copyOf(marks.values()), now);
            marks.values().stream().map(Mark::channel).distinct().forEach(wake);
        }
        billsSeenTo = now;
    }

    @Override
    public void write(DecidedBatch batch) {
        var marks = marks(batch);
        if (!marks.isEmpty()) {
            publications.mark(marks, clock.instant());
        }
        var sold = OwnSales.of(batch, index, sellers);
        if (!sold.isEmpty()) {
            publications.sold(sold); // after the marks: publications are locked before listings, as everywhere
        }
    }

    @Override
    public void committed(DecidedBatch batch) {
        Set<ChannelId> channels = new HashSet<>();
        batch.changed().forEach(position -> index.forEachAt(position, (listing, channel) -> channels.add(channel)));
        channels.forEach(wake);
    }

    private List<Mark> marks(DecidedBatch batch) {
        var marks = new TreeMap<Long, Mark>();
        var causes = batch.changed().isEmpty() ? Map.<PositionKey, String>of() : causes(batch);
        for (var position : batch.changed()) {
            index.forEachAt(
                    position,
                    (listing, channel) -> marks.putIfAbsent(listing, new Mark(listing, channel, causes.get(position))));
        }
        return List.copyOf(marks.values());
    }

    private static Map<PositionKey, String> causes(DecidedBatch batch) {
        var causes = new HashMap<PositionKey, String>();
        for (var decided : batch.submissions()) {
            for (var group : decided.submission().groups()) {
                for (var event : group.events()) {
                    causes.putIfAbsent(
                            event.header().position(), cause(event.header().key()));
                }
                for (var document : group.documents()) {
                    var cause = cause(document.header().key());
                    document.positions().forEach(position -> causes.putIfAbsent(position, cause));
                }
            }
        }
        return causes;
    }

    private static String cause(EventKey key) {
        return key.source() + "/" + key.id();
    }
}
