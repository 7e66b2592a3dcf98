package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Failure;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Base;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StatementKind;
import io.stockrelay.stock.StockState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Complete runs of locations, and the positions that were not in one. */
final class RunTable {

    private static final String LOCK_LOCATION = "select pg_advisory_xact_lock(hashtextextended(?, 0))";
    private static final String UPSERT = """
            insert into location_run (location, state, source, as_of, run)
            select ?, state, ?, %s, ? from unnest(?::int8[]) as s(state)
            on conflict (location, state, run) do nothing
            """.formatted(Columns.time("?::int8"));
    private static final String EXEMPT =
            "insert into location_run_exempt (location, run, sku) select ?, ?, sku from unnest(?::text[]) as s(sku)"
                    + " on conflict do nothing";
    private static final String EXEMPT_FAILED = """
            insert into location_run_exempt (location, run, sku)
            select distinct location, run, sku from unnest(?::text[], ?::text[], ?::text[]) as f(location, run, sku)
            order by location, run, sku on conflict do nothing
            """;
    private static final String ABSENT = """
            select p.sku, p.id from position p
            where p.location = ? and p.id > ?
              and not exists (
                select 1 from location_run_exempt x where x.location = p.location and x.run = ? and x.sku = p.sku)
              and (exists (
                  select 1 from unnest(?::int8[]) as n(state)
                  left join position_state s on s.position_id = p.id and s.state = n.state
                  where s.base_as_of is null or s.base_as_of < %1$s)
                or exists (
                  select 1 from lot_state k cross join unnest(?::int8[]) as n(state)
                  left join lot_state l on l.position_id = k.position_id and l.lot = k.lot and l.state = n.state
                  where k.position_id = p.id and (l.base_as_of is null or l.base_as_of < %1$s)))
            order by p.id limit ?
            """.formatted(Columns.time("?::int8"));
    private static final String OF_NEW_POSITIONS = """
            select distinct on (k.sku, k.location, r.state) k.sku, k.location, r.state, r.source, r.as_of, r.run
            from unnest(?::text[], ?::text[]) as k(sku, location)
            join location_run r on r.location = k.location
            left join location_run_exempt x on x.location = r.location and x.run = r.run and x.sku = k.sku
            where x.sku is null
            order by k.sku, k.location, r.state, r.as_of desc, r.run desc
            """;

    private RunTable() {}

    /** Nobody else makes positions of the location or completes a run of it until this transaction ends. */
    static void lock(Connection connection, LocationId location) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK_LOCATION)) {
            statement.setString(1, location.value());
            statement.execute();
        }
    }

    static void record(Connection connection, SourceId source, CompleteRun run, Collection<StockState> states)
            throws SQLException {
        try (var statement = connection.prepareStatement(UPSERT)) {
            statement.setString(1, run.location().value());
            statement.setString(2, source.value());
            statement.setLong(3, Columns.micros(run.asOf()));
            statement.setString(4, run.run());
            new Columns<>(connection, statement, 5, states).longs(StockState::ordinal);
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement(EXEMPT)) {
            statement.setString(1, run.location().value());
            statement.setString(2, run.run());
            new Columns<>(connection, statement, 3, run.exempt()).text(Sku::value);
            statement.executeUpdate();
        }
    }

    /** Remembers which SKUs of a run failed: its end may be stated by a later message, and failed is not absent. */
    static void exempt(ClosingWrites writes, Collection<Failure> failures) {
        var failed = failures.stream()
                .filter(failure -> failure.run() != null && failure.sku() != null && failure.location() != null)
                .toList();
        writes.add(
                EXEMPT_FAILED,
                failed,
                columns -> columns.text(Failure::location).text(Failure::run).text(Failure::sku));
    }

    /** A page of positions whose statements are all older than the run, by id; exempt ones left out. */
    static Map<PositionKey, Long> absent(
            Connection connection, CompleteRun run, Collection<StockState> states, long afterId, int limit)
            throws SQLException {
        var found = new LinkedHashMap<PositionKey, Long>();
        try (var statement = connection.prepareStatement(ABSENT)) {
            statement.setString(1, run.location().value());
            statement.setLong(2, afterId);
            statement.setString(3, run.run());
            new Columns<>(connection, statement, 4, states).longs(StockState::ordinal);
            statement.setLong(5, Columns.micros(run.asOf()));
            new Columns<>(connection, statement, 6, states).longs(StockState::ordinal);
            statement.setLong(7, Columns.micros(run.asOf()));
            statement.setInt(8, limit);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(new PositionKey(new Sku(rows.getString(1)), run.location()), rows.getLong(2));
                }
            }
        }
        return found;
    }

    /** The zero statements that positions start from which were first seen after a complete run. */
    static List<Opening> openings(Connection connection, Collection<PositionKey> made) throws SQLException {
        var openings = new ArrayList<Opening>();
        try (var statement = connection.prepareStatement(OF_NEW_POSITIONS)) {
            new Columns<>(connection, statement, 1, made)
                    .text(key -> key.sku().value())
                    .text(key -> key.location().value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key = new PositionKey(new Sku(rows.getString(1)), new LocationId(rows.getString(2)));
                    var asOf = Objects.requireNonNull(Columns.instant(rows, 5));
                    var zero = new Base(
                            0,
                            asOf,
                            StatementKind.RUN_ZERO,
                            0,
                            new SourceId(rows.getString(4)),
                            zeroId(rows.getString(6), key));
                    openings.add(new Opening(key, StockState.values()[rows.getInt(3)], zero));
                }
            }
        }
        return openings;
    }

    record Opening(PositionKey position, StockState state, Base zero) {}

    static String zeroId(String run, PositionKey key) {
        return "zero:" + run + ":" + key.sku() + "@" + key.location();
    }
}
