package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.ListedReservation;
import io.stockrelay.reservation.RecordedTransition;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.reservation.Scope;
import io.stockrelay.reservation.Transition;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.LedgerTasks;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Reservations as last committed; commands go to the ledger. */
final class JdbcReservations implements Reservations {

    private static final int BARE = 15; // first column of the reservation itself in FIND
    private static final int STEPS_MAX = 1_000;
    /** One statement, so that a version is never shown with the lines of another. */
    private static final String FIND = """
            select r.pk, l.line_no, l.line, l.sku, l.requested, l.promised, p.sku, p.location, l.per_unit,
                l.reserved, l.atp_before, 0, 0, l.own, r.scope, r.id, r.namespace, r.reference, r.content, r.version, r.state,
                r.expires_at, r.made_at, r.changed_at, r.account
            from reservation r
            join reservation_line l on l.reservation_pk = r.pk
            join position p on p.id = l.position_id
            where r.scope = ? and r.id = ? order by l.line_no, l.component_no
            """;

    /** What it became, or, of a number that nothing was ever promised under, the order that it is another number of. */
    private static final String UNDER_NUMBER = """
            select o.id from reservation r join reservation o on o.scope = r.scope and o.id = r.became
            where r.scope = ? and r.id = ?
            union
            select o.id from order_alias a
            join reservation o on o.namespace = a.order_namespace and o.reference = a.order_reference
            where a.reference = ? and o.scope = ?
                and not exists (select from reservation r where r.scope = o.scope and r.id = a.reference)
            limit 2
            """;

    private static final String STEPS = """
            select r.id, t.version, t.state, t.at, t.actor, t.what, t.held, t.allocated
            from reservation r join reservation_step t on t.reservation_pk = r.pk
            where r.scope = ? and (r.id = ? or r.became = ?)
            order by t.at, r.became nulls last, t.version, r.id limit ?
            """;
    private static final String OF_SKU = """
            select t.number, r.scope, r.id, r.namespace, r.reference, p.sku, p.location, h.now, t.version, t.state,
                t.at, t.actor, t.what, t.held, t.allocated
            from position p
            cross join lateral (
                select l.reservation_pk, sum(l.reserved) as now from reservation_line l
                where l.position_id = p.id group by l.reservation_pk
                union all
                select d.reservation_pk, 0 from reservation_dropped d
                where d.position_id = p.id and not exists (
                    select from reservation_line l
                    where l.reservation_pk = d.reservation_pk and l.position_id = d.position_id)) h
            join reservation r on r.pk = h.reservation_pk
            join reservation_step t on t.reservation_pk = r.pk
            where p.sku = ? and t.number < ?
            order by t.number desc fetch first ? rows with ties
            """;
    private static final String DISPATCHED = """
            select p.sku, p.location, t.dispatched from reference_total t join position p on p.id = t.position_id
            where t.namespace = ? and t.reference = ?
            """;
    private static final String DUE = """
            select scope, id from reservation where state = %d and expires_at <= clock_timestamp() + ? * interval '1 microsecond' order by expires_at limit ?
            """.formatted(ReservationState.PENDING.ordinal());

    private final LedgerTasks ledger;
    private final JdbcTemplate jdbc;
    private final ReservationList list;
    private final Supplier<Duration> offset;

    JdbcReservations(LedgerTasks ledger, JdbcTemplate jdbc) {
        this(ledger, jdbc, () -> Duration.ZERO);
    }

    /** @param offset how far ahead of the database's clock it is taken to be, for tests */
    JdbcReservations(LedgerTasks ledger, JdbcTemplate jdbc, Supplier<Duration> offset) {
        this.offset = offset;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.list = new ReservationList(jdbc);
    }

    @Override
    public CompletableFuture<Answer> submit(Command command) {
        return ledger.submit(command);
    }

    @Override
    public Optional<Reservation> find(ReservationKey key) {
        ResultSetExtractor<@Nullable Reservation> reading = JdbcReservations::whole;
        return Optional.ofNullable(jdbc.query(FIND, reading, key.scope().code(), key.id()));
    }

    private static @Nullable Reservation whole(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return null;
        }
        long pk = rows.getLong(1);
        var bare = ReservationTable.reservation(rows, BARE);
        var lines = new ReservationLines();
        do {
            lines.add(rows);
        } while (rows.next());
        return lines.of(pk, bare);
    }

    @Override
    public List<ListedReservation> list(Filter filter, @Nullable ReservationKey after, int limit) {
        return list.page(filter, after, Math.min(limit, PAGE_MAX));
    }

    @Override
    public Optional<Reservation> findUnderNumber(ReservationKey number) {
        var scope = number.scope().code();
        var ids = jdbc.queryForList(UNDER_NUMBER, String.class, scope, number.id(), number.id(), scope);
        return ids.size() == 1 ? find(new ReservationKey(number.scope(), ids.get(0))) : Optional.empty();
    }

    @Override
    public List<Step> steps(ReservationKey key) {
        var scope = key.scope().code();
        return jdbc.query(
                STEPS,
                (row, number) -> new Step(row.getString(1), transition(row, 2)),
                scope,
                key.id(),
                key.id(),
                STEPS_MAX);
    }

    @Override
    public List<RecordedTransition> of(Sku sku, long beforeNumber, int limit) {
        return jdbc.query(OF_SKU, (row, number) -> recorded(row), sku.value(), beforeNumber, Math.min(limit, PAGE_MAX));
    }

    private static RecordedTransition recorded(ResultSet row) throws SQLException {
        var position = ReservationTable.position(row, 6);
        var step = transition(row, 9);
        var held = step.held();
        return new RecordedTransition(
                row.getLong(1),
                new ReservationKey(Scope.ofCode(row.getString(2)), row.getString(3)),
                new OrderReference(row.getString(4), row.getString(5)),
                position,
                held == null ? row.getLong(8) : held.getOrDefault(position, 0L),
                step);
    }

    private static Transition transition(ResultSet row, int first) throws SQLException {
        return new Transition(
                row.getInt(first),
                ReservationState.values()[row.getInt(first + 1)],
                Objects.requireNonNull(Columns.instant(row, first + 2)),
                row.getString(first + 3),
                row.getString(first + 4),
                HeldText.read(row.getString(first + 5)),
                AllocatedText.read(row.getString(first + 6)));
    }

    @Override
    public Map<PositionKey, Long> dispatched(OrderReference order) {
        var left = new HashMap<PositionKey, Long>();
        jdbc.query(
                DISPATCHED,
                row -> {
                    left.put(ReservationTable.position(row, 1), row.getLong(3));
                },
                order.namespace(),
                order.reference());
        return left;
    }

    @Override
    public List<ReservationKey> due(int max) {
        return jdbc.query(
                DUE,
                (row, number) -> new ReservationKey(Scope.ofCode(row.getString(1)), row.getString(2)),
                TimeUnit.NANOSECONDS.toMicros(offset.get().toNanos()),
                max);
    }
}
