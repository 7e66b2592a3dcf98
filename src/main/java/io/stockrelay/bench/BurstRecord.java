package io.stockrelay.bench;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The sender's own record of what was acknowledged, held against the ledger afterwards. */
final class BurstRecord {

    static final String PREFIX = "BURST";

    private static final String FOUND = """
            select split_part(split_part(event_id, '-', 1), '.', 2)::bigint, count(*) from event
            where source = 'erp' and event_id >= 'BURST.' and event_id < 'BURST/' group by 1
            """;

    private final Map<Long, Integer> statuses = new ConcurrentHashMap<>();
    private final int eventsEach;

    BurstRecord(int eventsEach) {
        this.eventsEach = eventsEach;
    }

    /** The document number of a call: its events are named after it. */
    static String document(long call) {
        return PREFIX + "." + call;
    }

    void answered(long call, int status) {
        statuses.put(call, status);
    }

    /** Calls by status. */
    Map<Integer, Long> byStatus() {
        var counts = new TreeMap<Integer, Long>();
        statuses.values().forEach(status -> counts.merge(status, 1L, Long::sum));
        return counts;
    }

    long accepted() {
        return statuses.values().stream().filter(status -> status == 202).count();
    }

    /**
     * What is not as it was said.
     *
     * @param lost acknowledged calls with events missing in the ledger
     * @param refusedButTaken calls refused, but found in the ledger
     * @param torn calls of which a part is there
     * @param found all events found
     */
    record Verdict(long lost, long refusedButTaken, long torn, long found) {
        boolean isClean() {
            return lost == 0 && refusedButTaken == 0 && torn == 0;
        }
    }

    Verdict compare(BenchDatabase database) throws SQLException {
        var found = new TreeMap<Long, Long>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(FOUND)) {
            while (rows.next()) {
                found.put(rows.getLong(1), rows.getLong(2));
            }
        }
        long lost = statuses.entrySet().stream()
                .filter(call -> call.getValue() == 202 && !found.containsKey(call.getKey()))
                .count();
        long refused = statuses.entrySet().stream()
                .filter(call -> call.getValue() != 202 && found.containsKey(call.getKey()))
                .count();
        long torn =
                found.values().stream().filter(events -> events != eventsEach).count();
        long events = found.values().stream().mapToLong(each -> each).sum();
        return new Verdict(lost, refused, torn, events);
    }
}
