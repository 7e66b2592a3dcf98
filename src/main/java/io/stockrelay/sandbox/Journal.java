package io.stockrelay.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest changes of one simulated channel in the order in which it applied them. */
public final class Journal {
    /** Older entries are forgotten; sequence numbers go on. */
    public static final int ENTRIES_MAX = 100_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private long sequence;

    Journal() {}

    /** All entries kept, oldest first. */
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** At most {@code limit} entries after the sequence number, oldest first. */
    public synchronized List<JournalEntry> after(long afterSequence, int limit) {
        return entries.stream()
                .filter(entry -> entry.sequence() > afterSequence)
                .limit(limit)
                .toList();
    }

    /** The writes of one listing, oldest first. */
    public List<JournalEntry> writesOf(String listing) {
        return entries().stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.WRITE
                        && entry.listing().equals(listing))
                .toList();
    }

    /** The sequence number of the newest entry, 0 where there is none. */
    public synchronized long newest() {
        return sequence;
    }

    synchronized void add(
            JournalEntry.Kind kind, String listing, long from, long value, Instant at, @Nullable String key) {
        sequence++;
        entries.addLast(new JournalEntry(sequence, kind, listing, from, value, at, key));
        if (entries.size() > ENTRIES_MAX) {
            entries.removeFirst();
        }
    }
}
