package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationChange;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Scope;
import io.stockrelay.reservation.Shipment;
import io.stockrelay.reservation.StoredReservation;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.shared.jdbc.TransactionConnection;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

/** Reads, locks and writes reservations inside the ledger's transaction. */
final class ReservationTable {

    /** Locked in the order of their numbers, by id and by the order's reference; and what time it is here. */
    private static final String LOCK = """
            select r.pk, r.scope, r.id, r.namespace, r.reference, r.content, r.version, r.state, r.expires_at, r.made_at,
                r.changed_at, r.account
            from reservation r
            where r.pk in (
                select a.pk from unnest(?::text[], ?::text[]) as k(scope, id)
                    join reservation a on a.scope = k.scope and a.id = k.id
                union all
                select b.pk from unnest(?::text[], ?::text[]) as o(namespace, reference)
                    join reservation b on b.namespace = o.namespace and b.reference = o.reference)
            order by r.pk for no key update of r;
            """;

    /** The same time in each row, and a number that nobody else gets; one row more than numbers are needed. */
    static final String NOW_AND_NUMBERS = """
            select clock_timestamp() + ?::int8 * interval '1 microsecond', nextval('reservation_pk')
            from generate_series(0, ?::int)
            """;

    private static final String READ = """
            select l.reservation_pk, l.line_no, l.line, l.sku, l.requested, l.promised, p.sku, p.location, l.per_unit,
                l.reserved, l.atp_before, coalesce(t.dispatched, 0), coalesce(t.reserved, 0),
                l.own
            from unnest(?::int8[]) as k(pk)
            join reservation r on r.pk = k.pk
            join reservation_line l on l.reservation_pk = k.pk
            join position p on p.id = l.position_id
            left join reference_told t on t.namespace = r.namespace and t.reference = r.reference
                and t.position_id = l.position_id
            order by l.reservation_pk, l.line_no, l.component_no;
            select r.scope, r.id, s.shipment, s.content, s.booked
            from unnest(?::text[], ?::text[], ?::text[]) as k(scope, id, shipment)
            join reservation r on r.scope = k.scope and r.id = k.id
            join reservation_shipment s on s.reservation_pk = r.pk and s.shipment = k.shipment
            """;

    /**
     * All that was locked and read.
     *
     * @param numbers for reservations that are made now
     */
    record Read(
            Instant now,
            List<Long> numbers,
            List<StoredReservation> reservations,
            Map<ReservationKey, Map<String, Shipment>> shipments) {}

    private final DataSource dataSource;
    private final Supplier<Duration> offset;

    /** @param offset how far ahead of the database's clock it is taken to be, for tests */
    ReservationTable(DataSource dataSource, Supplier<Duration> offset) {
        this.offset = offset;
        this.dataSource = dataSource;
    }

    Read lock(Collection<ReservationKey> keys, Set<OrderReference> orders, List<Command> commands, int numbersMax) {
        return TransactionConnection.use(dataSource, "reservations", connection -> {
            var found = new LinkedHashMap<Long, Reservation>();
            Read bare;
            try (var statement = connection.prepareStatement(LOCK + NOW_AND_NUMBERS)) {
                keys(new Columns<>(connection, statement, 1, keys));
                orders(new Columns<>(connection, statement, 3, orders));
                nowAndNumbers(statement, 5, offset.get(), numbersMax);
                statement.execute();
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.put(rows.getLong(1), reservation(rows, 2));
                    }
                }
                if (!statement.getMoreResults()) {
                    throw new SQLException("the database did not tell the time");
                }
                try (var rows = statement.getResultSet()) {
                    bare = bare(rows);
                }
            }
            return found.isEmpty() ? bare : read(connection, bare, found, commands);
        });
    }

    /** @param untouched new ones whose lines are all that is known under their references */
    void write(
            List<ReservationChange> changes,
            Set<ReservationKey> untouched,
            List<Long> numbers,
            ToLongFunction<PositionKey> positions) {
        new ReservationWriting(ClosingWrites.of(dataSource), changes, untouched, numbers.iterator(), positions).run();
    }

    /** Binds {@link #NOW_AND_NUMBERS}; returns the next index. */
    static int nowAndNumbers(PreparedStatement statement, int first, Duration offset, int numbersMax)
            throws SQLException {
        statement.setLong(first, TimeUnit.NANOSECONDS.toMicros(offset.toNanos()));
        statement.setLong(first + 1, numbersMax);
        return first + 2;
    }

    /** The time and the numbers, of no reservation yet. */
    static Read bare(ResultSet rows) throws SQLException {
        var now = Instant.EPOCH;
        var numbers = new ArrayList<Long>();
        while (rows.next()) {
            now = Objects.requireNonNull(Columns.instant(rows, 1));
            numbers.add(rows.getLong(2));
        }
        return new Read(now, numbers, List.of(), Map.of());
    }

    private static Read read(Connection connection, Read bare, Map<Long, Reservation> found, List<Command> commands)
            throws SQLException {
        var dispatches = commands.stream()
                .filter(Command.Dispatch.class::isInstance)
                .map(Command.Dispatch.class::cast)
                .toList();
        try (var statement = connection.prepareStatement(READ)) {
            new Columns<>(connection, statement, 1, found.keySet()).longs(pk -> pk);
            new Columns<>(connection, statement, 2, dispatches)
                    .text(dispatch -> dispatch.key().scope().code())
                    .text(dispatch -> dispatch.key().id())
                    .text(Command.Dispatch::shipment);
            statement.execute();
            var lines = new ReservationLines();
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    lines.add(rows);
                }
            }
            var stored = new ArrayList<StoredReservation>();
            found.forEach((pk, one) -> stored.add(new StoredReservation(pk, lines.of(pk, one), lines.totals(pk))));
            statement.getMoreResults();
            return new Read(bare.now(), bare.numbers(), stored, shipments(statement));
        }
    }

    private static Map<ReservationKey, Map<String, Shipment>> shipments(PreparedStatement statement)
            throws SQLException {
        var shipments = new HashMap<ReservationKey, Map<String, Shipment>>();
        try (var rows = statement.getResultSet()) {
            while (rows.next()) {
                shipments
                        .computeIfAbsent(key(rows, 1), key -> new HashMap<>())
                        .put(
                                rows.getString(3),
                                new Shipment(rows.getObject(4, UUID.class), BookedText.read(rows.getString(5))));
            }
        }
        return shipments;
    }

    static Columns<ReservationKey> keys(Columns<ReservationKey> columns) throws SQLException {
        return columns.text(key -> key.scope().code()).text(ReservationKey::id);
    }

    static Columns<OrderReference> orders(Columns<OrderReference> columns) throws SQLException {
        return columns.text(OrderReference::namespace).text(OrderReference::reference);
    }

    static ReservationKey key(ResultSet rows, int column) throws SQLException {
        return new ReservationKey(Scope.ofCode(rows.getString(column)), rows.getString(column + 1));
    }

    static PositionKey position(ResultSet rows, int column) throws SQLException {
        return new PositionKey(new Sku(rows.getString(column)), new LocationId(rows.getString(column + 1)));
    }

    /** Without its lines; its columns from the given one on. */
    static Reservation reservation(ResultSet rows, int first) throws SQLException {
        var account = rows.getString(first + 10);
        return new Reservation(
                key(rows, first),
                new OrderReference(rows.getString(first + 2), rows.getString(first + 3)),
                rows.getObject(first + 4, UUID.class),
                rows.getInt(first + 5),
                ReservationState.values()[rows.getInt(first + 6)],
                Columns.instant(rows, first + 7),
                List.of(),
                Objects.requireNonNull(Columns.instant(rows, first + 8)),
                Objects.requireNonNull(Columns.instant(rows, first + 9)),
                account == null ? null : new AccountId(account));
    }
}
