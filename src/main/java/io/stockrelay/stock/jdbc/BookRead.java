package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Base;
import io.stockrelay.stock.BookStatement;
import io.stockrelay.stock.OrderBook;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.ReferenceTotals;
import io.stockrelay.stock.StatementKind;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads what figures that depend on order books are derived from: for each position the newest that was said as of its
 * oldest figure, and all that was said later.
 */
final class BookRead {

    private static final String LINES = """
            select l.source, l.namespace, l.reference, l.position_id, s.at, s.kind, s.sequence, s.units, s.event
            from unnest(?::int8[], ?::int8[], ?::bool[]) as k(position_id, as_of, wholly)
            cross join lateral (
                select l.* from book_line l where l.position_id = k.position_id and not l.closed
                union all
                select l.* from book_line l where k.wholly and l.position_id = k.position_id and l.closed
                union all
                select l.* from unnest(?::text[], ?::text[]) as w(namespace, reference)
                join book_line l on l.namespace = w.namespace and l.reference = w.reference
                where not k.wholly and l.position_id = k.position_id and l.closed) l
            join book_statement s on s.line = l.id and s.at >= coalesce((
                select x.at from book_statement x where x.line = l.id and x.at <= %1$s
                order by x.at desc limit 1), '-infinity')
            """.formatted(Columns.time("k.as_of"));
    private static final String LISTS = """
            select distinct b.source, b.location, b.at
            from unnest(?::text[], ?::int8[]) as k(location, as_of)
            join book_list b on b.location = k.location and b.at >= coalesce((
                select max(x.at) from book_list x
                where x.source = b.source and x.location = b.location and x.at <= %1$s), '-infinity')
            """.formatted(Columns.time("k.as_of"));
    private static final String STATED = """
            select k.position_id, k.state, v.units, e.at, e.kind, e.sequence, e.source, e.event_id,
                case when e.by_lot then e.lot end
            from unnest(?::int8[], ?::int8[], ?::text[], ?::int8[]) as k(position_id, state, source, as_of)
            join event e on e.position_id = k.position_id and e.source = k.source and e.kind is not null
                and e.outcome in (%2$d, %3$d)
            cross join lateral (select case k.state when %4$d then e.s_quality_hold when %5$d then e.s_damaged
                else e.s_allocated end as units) v
            where v.units is not null and e.at >= coalesce((
                select x.at from event x
                where x.position_id = k.position_id and x.source = k.source and x.kind is not null
                    and x.outcome in (%2$d, %3$d) and x.at <= %1$s
                    and (x.by_lot is not true or e.by_lot and x.lot = e.lot)
                    and case k.state when %4$d then x.s_quality_hold when %5$d then x.s_damaged
                        else x.s_allocated end is not null
                order by x.at desc limit 1), '-infinity')
            """.formatted(
                    Columns.time("k.as_of"),
                    Outcome.APPLIED.ordinal(),
                    Outcome.STALE.ordinal(),
                    StockState.QUALITY_HOLD.ordinal(),
                    StockState.DAMAGED.ordinal());
    private static final List<StockState> HELD_AND_ALLOCATED =
            List.of(StockState.QUALITY_HOLD, StockState.DAMAGED, StockState.ALLOCATED);

    private final Connection connection;
    private final Batch batch;
    private final StockPolicy policy;
    private final Map<PositionKey, Instant> oldest;
    private final boolean wholly;
    private final Map<Long, PositionKey> keys = new HashMap<>();
    private final Map<PositionKey, Instant> since;
    /** From when on what was said of lines matters: a figure may have to be compared with an older stated book. */
    private final Map<PositionKey, Instant> linesFrom;

    /** @param oldest for each position the time of the oldest figure that matters */
    private BookRead(
            Connection connection, Batch batch, StockPolicy policy, Map<PositionKey, Instant> oldest, boolean wholly) {
        this.wholly = wholly;
        this.connection = connection;
        this.batch = batch;
        this.policy = policy;
        this.oldest = oldest;
        this.since = new HashMap<>(oldest);
        this.linesFrom = new HashMap<>(oldest);
        oldest.keySet().forEach(key -> keys.put(batch.id(key), key));
    }

    /** Returns from when on movements matter, by position; empty where no figure of the batch depends on books. */
    static Map<PositionKey, Instant> run(Connection connection, Batch batch, StockPolicy policy) throws SQLException {
        var oldest = NettedPositions.of(batch, policy);
        return oldest.isEmpty() ? Map.of() : new BookRead(connection, batch, policy, oldest, false).run();
    }

    /** As {@link #run}, but with lines and lots that are said to matter no more. */
    static Map<PositionKey, Instant> runWholly(Connection connection, Batch batch, StockPolicy policy)
            throws SQLException {
        var oldest = NettedPositions.wholly(batch, policy);
        return oldest.isEmpty() ? Map.of() : new BookRead(connection, batch, policy, oldest, true).run();
    }

    private Map<PositionKey, Instant> run() throws SQLException {
        readStated();
        var lines = readLines();
        readTotals(lines);
        readLists();
        var latest = policy.clocks().slacks().values().stream()
                .map(slack -> slack.tolerance().plus(slack.lag()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        since.replaceAll((key, at) -> at.minus(latest));
        return since;
    }

    private List<ReferenceKey> readLines() throws SQLException {
        var lines = new LinkedHashMap<PositionKey, Map<OrderBook.Line, List<BookStatement>>>();
        try (var statement = connection.prepareStatement(LINES)) {
            new Columns<>(connection, statement, 1, linesFrom.entrySet())
                    .longs(entry -> batch.id(entry.getKey()))
                    .times(Map.Entry::getValue)
                    .flags(entry -> wholly || hasOlderFigures(entry.getKey()));
            AliasTable.bind(new Columns<>(connection, statement, 4, wanted()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key = Objects.requireNonNull(keys.get(rows.getLong(4)));
                    var line = new OrderBook.Line(
                            new SourceId(rows.getString(1)), new OrderReference(rows.getString(2), rows.getString(3)));
                    lines.computeIfAbsent(key, one -> new LinkedHashMap<>())
                            .computeIfAbsent(line, one -> new ArrayList<>())
                            .add(told(rows, key));
                }
            }
        }
        var references = new ArrayList<ReferenceKey>();
        lines.forEach((key, byLine) -> byLine.forEach((line, statements) -> {
            batch.position(key).book().load(line, statements);
            references.add(line.order().at(key));
        }));
        return references;
    }

    /** A line is closed by the newest figure; a lot's own may be older, or come late, and still contain its orders. */
    private boolean hasOlderFigures(PositionKey key) {
        return batch.position(key).lots() != null;
    }

    private BookStatement told(ResultSet rows, PositionKey key) throws SQLException {
        var at = Objects.requireNonNull(Columns.instant(rows, 5));
        var kind = BookStatement.Kind.values()[rows.getInt(6)];
        if (kind == BookStatement.Kind.LISTED) {
            reaches(key, at);
        }
        return new BookStatement(at, kind, rows.getLong(7), rows.getLong(8), rows.getString(9));
    }

    private void reaches(PositionKey key, Instant at) {
        since.merge(key, at, (known, other) -> other.isBefore(known) ? other : known);
    }

    private List<OrderReference> wanted() {
        return batch.references.keySet().stream()
                .map(ReferenceKey::order)
                .distinct()
                .toList();
    }

    private void readTotals(List<ReferenceKey> references) throws SQLException {
        var missing = new LinkedHashSet<>(references);
        missing.removeAll(batch.references.keySet());
        if (!missing.isEmpty()) {
            missing.forEach(key -> batch.references.put(key, ReferenceTotals.NONE));
            ReferenceTable.read(connection, batch, missing, keys);
        }
        var orders = references.stream().map(ReferenceKey::order).distinct().toList();
        if (!orders.isEmpty()) {
            AliasTable.readOf(connection, orders, batch);
        }
    }

    private void readLists() throws SQLException {
        var locations = new HashMap<String, Instant>();
        linesFrom.forEach((key, at) ->
                locations.merge(key.location().value(), at, (known, other) -> other.isBefore(known) ? other : known));
        try (var statement = connection.prepareStatement(LISTS)) {
            new Columns<>(connection, statement, 1, locations.entrySet())
                    .text(Map.Entry::getKey)
                    .times(Map.Entry::getValue);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var source = new SourceId(rows.getString(1));
                    var location = rows.getString(2);
                    var at = Objects.requireNonNull(Columns.instant(rows, 3));
                    oldest.keySet().stream()
                            .filter(key -> key.location().value().equals(location))
                            .forEach(key -> batch.position(key).book().list(source, at));
                }
            }
        }
    }

    private record Asked(PositionKey key, StockState state, SourceId source) {}

    private void readStated() throws SQLException {
        var asked = new ArrayList<Asked>();
        for (var key : oldest.keySet()) {
            for (var state : HELD_AND_ALLOCATED) {
                policy.authority()
                        .statedBy(key.location(), state)
                        .ifPresent(source -> asked.add(new Asked(key, state, source)));
            }
        }
        try (var statement = connection.prepareStatement(STATED)) {
            new Columns<>(connection, statement, 1, asked)
                    .longs(one -> batch.id(one.key()))
                    .longs(one -> one.state().ordinal())
                    .text(one -> one.source().value())
                    .times(one -> oldest.get(one.key()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    stated(rows);
                }
            }
        }
    }

    private void stated(ResultSet rows) throws SQLException {
        var key = Objects.requireNonNull(keys.get(rows.getLong(1)));
        var at = Objects.requireNonNull(Columns.instant(rows, 4));
        reaches(key, at);
        var state = StockState.values()[rows.getInt(2)];
        var base = new Base(
                rows.getLong(3),
                at,
                StatementKind.values()[rows.getInt(5)],
                rows.getLong(6),
                new SourceId(rows.getString(7)),
                rows.getString(8));
        if (state == StockState.ALLOCATED) {
            var tolerance = policy.clocks().within(base.source()).tolerance();
            linesFrom.merge(key, at.minus(tolerance), (known, other) -> other.isBefore(known) ? other : known);
        }
        batch.position(key).load(state, base, rows.getString(9));
    }
}
