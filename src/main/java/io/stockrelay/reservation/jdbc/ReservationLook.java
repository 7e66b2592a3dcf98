package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.shared.jdbc.OpeningReads;
import io.stockrelay.shared.jdbc.PlanByKey;
import io.stockrelay.shared.jdbc.TransactionConnection;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Looks for what is known under ids of promises and numbers of orders, without a lock of its own. */
final class ReservationLook {

    /** Which positions the reservations hold, before anything is locked. */
    private static final String HELD = PlanByKey.SQL + """
            ;
            select r.scope, r.id, r.namespace, r.reference, p.sku, p.location
            from unnest(?::text[], ?::text[]) as k(scope, id)
            join reservation r on r.scope = k.scope and r.id = k.id
            join reservation_line l on l.reservation_pk = r.pk
            join position p on p.id = l.position_id
            """;

    private static final String RESERVATIONS = """
            select from reservation r where r.scope = k.scope and r.id = k.id
            union all
            select from reservation r where r.namespace = k.namespace and r.reference = k.reference
            """;
    private static final String NUMBERS = """
            select from order_alias a where a.namespace = k.namespace and a.reference = k.reference
            union all
            select from reference_told t where t.namespace = k.namespace and t.reference = k.reference
            """;

    /** Each is looked up by its key, also where the plan was made for a table of five rows: {@code offset 0} leaves no other way. */
    private static final String KNOWN = """
            exists (
                select from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as k(scope, id, namespace, reference)
                cross join lateral (%s offset 0) known)
            """;

    /** The time and numbers for new ones; nothing at all where anything is known, of whatever kind. */
    static final String ALONG =
            ReservationTable.NOW_AND_NUMBERS + "where not " + KNOWN.formatted(RESERVATIONS + "union all\n" + NUMBERS);
    /** The same, but the unique keys of reservations are left to tell what they know when new ones are written. */
    static final String ALONG_NUMBERS = ReservationTable.NOW_AND_NUMBERS + """
            where not exists (
                select from unnest(?::text[], ?::text[]) as k(namespace, reference)
                cross join lateral (%s offset 0) known)
            """.formatted(NUMBERS);
    /** What {@link #ALONG_NUMBERS} leaves out. */
    static final String ANY_RESERVATION = "select " + KNOWN.formatted(RESERVATIONS);

    /** A position that a reservation holds. */
    record Held(ReservationKey key, OrderReference reference, PositionKey position) {}

    private final DataSource dataSource;
    private final Supplier<Duration> offset;

    /** @param offset how far ahead of the database's clock it is taken to be, for tests */
    ReservationLook(DataSource dataSource, Supplier<Duration> offset) {
        this.dataSource = dataSource;
        this.offset = offset;
    }

    List<Held> held(Collection<ReservationKey> keys) {
        return TransactionConnection.use(dataSource, "reservations", connection -> {
            var held = new ArrayList<Held>();
            try (var statement = connection.prepareStatement(HELD)) {
                ReservationTable.keys(new Columns<>(connection, statement, 1, keys));
                statement.execute();
                statement.getMoreResults(); // of how to plan
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        held.add(new Held(
                                ReservationTable.key(rows, 1),
                                new OrderReference(rows.getString(3), rows.getString(4)),
                                ReservationTable.position(rows, 5)));
                    }
                }
            }
            return held;
        });
    }

    /**
     * Asks along with the positions' locks whether anything is known under these ids and numbers, so that what is all new
     * needs no wait of its own.
     *
     * @param leavesKeys whether reservations are left out: whoever writes new ones finds out, and whoever does not has to
     *     ask {@link #anyReservation}
     * @param taker is called where nothing is known, with the time and the numbers for what is made now
     */
    void along(
            Collection<ReservationKey> keys,
            Set<OrderReference> orders,
            int numbersMax,
            boolean leavesKeys,
            Consumer<ReservationTable.Read> taker) {
        OpeningReads.add(
                dataSource,
                leavesKeys ? ALONG_NUMBERS : ALONG,
                (connection, statement, first) -> {
                    int next = ReservationTable.nowAndNumbers(statement, first, offset.get(), numbersMax);
                    if (!leavesKeys) {
                        next = ReservationTable.keys(new Columns<>(connection, statement, next, keys))
                                .next();
                    }
                    return ReservationTable.orders(new Columns<>(connection, statement, next, orders))
                            .next();
                },
                rows -> {
                    var read = ReservationTable.bare(rows);
                    if (!read.numbers().isEmpty()) {
                        taker.accept(read);
                    }
                });
    }

    /** Whether any of these ids is taken, or anything promised under any of these numbers. */
    boolean anyReservation(Collection<ReservationKey> keys, Collection<OrderReference> orders) {
        return TransactionConnection.use(dataSource, "reservations", connection -> {
            try (var statement = connection.prepareStatement(ANY_RESERVATION)) {
                int next = ReservationTable.keys(new Columns<>(connection, statement, 1, keys))
                        .next();
                ReservationTable.orders(new Columns<>(connection, statement, next, orders));
                try (var rows = statement.executeQuery()) {
                    return rows.next() && rows.getBoolean(1);
                }
            }
        });
    }
}
