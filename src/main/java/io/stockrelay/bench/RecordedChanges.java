package io.stockrelay.bench;

import io.stockrelay.sandbox.JournalEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the transaction of each change began, by listing: a little before its commit, so that no time is understated.
 * Every change adds one unit, so the k-th change of a listing is on show as soon as the channel shows k units more than at
 * the start.
 */
final class RecordedChanges {

    private static final String RECORDED = """
            select split_part(split_part(event_id, '.', 2), '-', 1)::bigint,
                split_part(split_part(event_id, '.', 2), '-', 2)::bigint, recorded_at
            from event where source = 'erp' and event_id >= '%s.' and event_id < '%s/'
            """;

    private final Map<String, List<Instant>> times = new HashMap<>();

    /** Which listing the line of a call is about. */
    interface Lines {
        String listing(long call, long line);
    }

    /** Of the documents whose names begin so, as the ledger says: the sender learns of it only later. */
    static RecordedChanges in(BenchDatabase database, String document, long expected, Lines lines) throws SQLException {
        var changes = new RecordedChanges();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(RECORDED.formatted(document, document))) {
            while (rows.next()) {
                changes.add(
                        lines.listing(rows.getLong(1), rows.getLong(2)),
                        rows.getObject(3, OffsetDateTime.class).toInstant());
            }
        }
        if (changes.count() != expected) {
            throw new BenchFailed(
                    expected + " changes were acknowledged, but " + changes.count() + " are in the ledger.",
                    "The program's log tells why.");
        }
        return changes;
    }

    void add(String listing, Instant at) {
        times.computeIfAbsent(listing, name -> new ArrayList<>()).add(at);
    }

    long count() {
        return times.values().stream().mapToLong(List::size).sum();
    }

    Map<String, Long> byListing() {
        var counts = new HashMap<String, Long>();
        times.forEach((listing, all) -> counts.put(listing, (long) all.size()));
        return counts;
    }

    /** Time from each change to the first write that shows it; nothing for those not shown yet. */
    List<Duration> untilShown(List<JournalEntry> journal, Map<String, Long> unitsAtStart) {
        var shownAt = new ArrayList<Duration>();
        var next = new HashMap<String, Integer>();
        times.values().forEach(Collections::sort);
        for (var entry : journal) {
            var recorded = times.get(entry.listing());
            if (recorded == null || entry.kind() != JournalEntry.Kind.WRITE) {
                continue;
            }
            int from = next.getOrDefault(entry.listing(), 0);
            int to = (int) Math.min(recorded.size(), entry.value() - unitsAtStart.getOrDefault(entry.listing(), 0L));
            for (int i = from; i < to; i++) {
                shownAt.add(Duration.between(recorded.get(i), entry.at()));
            }
            next.put(entry.listing(), Math.max(from, to));
        }
        return shownAt;
    }
}
