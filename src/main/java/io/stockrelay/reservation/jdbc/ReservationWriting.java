package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.Line;
import io.stockrelay.reservation.Line.Part;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationChange;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.Transition;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.PositionKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what one batch did to reservations, each table with few statements. */
final class ReservationWriting {

    /** Steps are numbered in the order the rows come in, which is that of the decisions. */
    private static final String INSERT =
            """
            insert into reservation (pk, scope, id, namespace, reference, content, version, state, expires_at, made_at,
                changed_at, account, untouched, first_state, first_actor, first_what, first_held, first_number)
            select pk, scope, id, namespace, reference, content, version, state, %s, %s, %s, account, untouched, first_state,
                first_actor, first_what, first_held, case when first_state is not null then nextval('event_number_seq') end
            from unnest(?::int8[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::int8[], ?::int8[], ?::int8[],
                    ?::int8[], ?::int8[], ?::text[], ?::bool[], ?::int8[], ?::text[], ?::text[], ?::text[])
                as r(pk, scope, id, namespace, reference, content, version, state, expires_at, made_at, changed_at, account,
                    untouched, first_state, first_actor, first_what, first_held)
            """.formatted(Columns.time("expires_at"), Columns.time("made_at"), Columns.time("changed_at"));

    /** Of rows this transaction has locked. */
    static final String UPDATE = """
            update reservation r set content = n.content, version = n.version, state = n.state, expires_at = %s,
                changed_at = %s
            from unnest(?::int8[], ?::uuid[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
                as n(pk, content, version, state, expires_at, changed_at)
            cross join lateral (select ctid as place from reservation where pk = n.pk offset 0) o
            where r.ctid = o.place
            """.formatted(Columns.time("n.expires_at"), Columns.time("n.changed_at"));

    private static final String FORGET_LINES =
            "delete from reservation_line l using unnest(?::int8[]) as k(pk) where l.reservation_pk = k.pk";
    private static final String INSERT_LINES = """
            insert into reservation_line (reservation_pk, line_no, component_no, line, sku, requested, promised,
                position_id, per_unit, reserved, atp_before, own)
            select * from unnest(?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[],
                ?::int8[], ?::int8[], ?::int8[], ?::int8[])
            """;
    private static final String REMEMBER_DROPPED = """
            insert into reservation_dropped (position_id, reservation_pk)
            select p.id, k.pk from unnest(?::int8[], ?::text[], ?::text[]) as k(pk, sku, location)
            join position p on p.sku = k.sku and p.location = k.location
            on conflict do nothing
            """;
    private static final String INSERT_TRANSITIONS = """
            insert into reservation_transition (reservation_pk, version, state, at, actor, what, held, allocated)
            select pk, version, state, %s, actor, what, held, allocated
            from unnest(?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::text[], ?::text[])
                as t(pk, version, state, at, actor, what, held, allocated)
            """.formatted(Columns.time("at"));
    private static final String INSERT_SHIPMENTS = """
            insert into reservation_shipment (reservation_pk, shipment, content, at, booked)
            select pk, shipment, content, %s, booked
            from unnest(?::int8[], ?::text[], ?::uuid[], ?::int8[], ?::text[]) as s(pk, shipment, content, at, booked)
            """.formatted(Columns.time("at"));

    /** Also of what became this one before: nobody has to follow from number to number. */
    private static final String BECAME = """
            update reservation r set became = k.kept
            from unnest(?::text[], ?::text[], ?::text[]) as k(scope, id, kept)
            where r.scope = k.scope and (r.id = k.id or r.became = k.id)
            """;
    /** A repeat of what left under one number is one under the other, too. */
    private static final String HAND_OVER_SHIPMENTS = """
            insert into reservation_shipment (reservation_pk, shipment, content, at, booked)
            select o.pk, s.shipment, s.content, s.at, s.booked
            from unnest(?::text[], ?::text[], ?::text[]) as k(scope, id, kept)
            join reservation r on r.scope = k.scope and r.id = k.id
            join reservation o on o.scope = k.scope and o.id = k.kept
            join reservation_shipment s on s.reservation_pk = r.pk
            on conflict do nothing
            """;

    private record Row(long pk, boolean isNew, boolean isUntouched, ReservationChange change) {

        Reservation after() {
            return change.after();
        }

        /**
         * The first step, where the row itself tells it: version 1, when the promise was made. It cannot tell what became of
         * allocated units: such a step follows those of others that left them, and is numbered with them.
         */
        @Nullable
        Transition told() {
            var first = change.transitions().get(0);
            return isNew && first.allocated().isEmpty() ? first : null;
        }

        Stream<Step> steps() {
            return change.transitions().stream().skip(told() == null ? 0 : 1).map(step -> new Step(pk, step));
        }
    }

    private record LineRow(long pk, int number, int component, Line line, Part part) {}

    private record Dropped(long pk, PositionKey position) {}

    private record Step(long pk, Transition transition) {}

    private record ShipmentRow(long pk, ReservationChange.Taken taken, Instant at) {}

    private final ClosingWrites writes;
    private final ToLongFunction<PositionKey> positions;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param untouched new ones whose lines are all that is known under their references
     * @param numbers for new reservations, in the order they are taken
     */
    ReservationWriting(
            ClosingWrites writes,
            List<ReservationChange> changes,
            Set<ReservationKey> untouched,
            Iterator<Long> numbers,
            ToLongFunction<PositionKey> positions) {
        this.writes = writes;
        this.positions = positions;
        for (var change : changes) {
            var stored = change.stored();
            rows.add(new Row(
                    stored == null ? numbers.next() : stored,
                    stored == null,
                    untouched.contains(change.after().key()),
                    change));
        }
        rows.sort(Comparator.comparingLong(Row::pk));
    }

    void run() {
        var made = rows.stream().filter(Row::isNew).toList();
        var known = rows.stream().filter(row -> !row.isNew()).toList();
        insertTransitions(known); // numbered before what was made of what they gave back
        insert(made);
        insertTransitions(made);
        update(known);
        insertLines();
        rememberDropped();
        insertShipments();
        join();
    }

    /** Where another writer made one under the same id or reference meanwhile, this fails and the batch is decided again. */
    private void insert(List<Row> made) {
        writes.add(
                INSERT,
                made,
                columns -> columns.longs(Row::pk)
                        .text(row -> row.after().key().scope().code())
                        .text(row -> row.after().key().id())
                        .text(row -> row.after().reference().namespace())
                        .text(row -> row.after().reference().reference())
                        .uuids(row -> row.after().content())
                        .longs(row -> row.after().version())
                        .longs(row -> row.after().state().ordinal())
                        .times(row -> row.after().expiresAt())
                        .times(row -> row.after().madeAt())
                        .times(row -> row.after().changedAt())
                        .text(row -> accountOf(row.after()))
                        .flags(Row::isUntouched)
                        .optionalLongs(
                                row -> first(row, step -> (long) step.state().ordinal()))
                        .text(row -> first(row, Transition::actor))
                        .text(row -> first(row, Transition::what))
                        .text(row -> first(row, step -> HeldText.write(step.held()))));
    }

    private static <T> @Nullable T first(Row row, Function<Transition, @Nullable T> column) {
        var step = row.told();
        return step == null ? null : column.apply(step);
    }

    private static @Nullable String accountOf(Reservation reservation) {
        return reservation.account() == null ? null : reservation.account().value();
    }

    private void update(List<Row> known) {
        writes.add(
                UPDATE,
                known,
                columns -> columns.longs(Row::pk)
                        .uuids(row -> row.after().content())
                        .longs(row -> row.after().version())
                        .longs(row -> row.after().state().ordinal())
                        .times(row -> row.after().expiresAt())
                        .times(row -> row.after().changedAt()));
        writes.add(
                FORGET_LINES,
                known.stream().filter(row -> row.change().rewritesLines()).toList(),
                columns -> columns.longs(Row::pk));
    }

    private void insertLines() {
        var lines = new ArrayList<LineRow>();
        rows.stream().filter(row -> row.change().rewritesLines()).forEach(row -> collect(row, lines));
        writes.add(
                INSERT_LINES,
                lines,
                columns -> columns.longs(LineRow::pk)
                        .longs(LineRow::number)
                        .longs(LineRow::component)
                        .text(row -> row.line().line())
                        .text(row -> row.line().sku().value())
                        .longs(row -> row.line().requested())
                        .longs(row -> row.line().promised())
                        .longs(row -> positions.applyAsLong(row.part().position()))
                        .longs(row -> row.part().perUnit())
                        .longs(row -> row.part().reserved())
                        .longs(row -> row.part().atpBefore())
                        .longs(row -> row.part().own()));
    }

    private static void collect(Row row, List<LineRow> lines) {
        int number = 0;
        for (var line : row.after().lines()) {
            int component = 0;
            for (var part : line.parts()) {
                lines.add(new LineRow(row.pk(), number, component++, line, part));
            }
            number++;
        }
    }

    private void rememberDropped() {
        writes.add(
                REMEMBER_DROPPED,
                rows.stream()
                        .flatMap(
                                row -> row.change().dropped().stream().map(position -> new Dropped(row.pk(), position)))
                        .toList(),
                columns -> columns.longs(Dropped::pk)
                        .text(row -> row.position().sku().value())
                        .text(row -> row.position().location().value()));
    }

    /** All that their rows do not tell. */
    private void insertTransitions(List<Row> some) {
        var steps = some.stream().flatMap(Row::steps).toList();
        writes.add(
                INSERT_TRANSITIONS,
                steps,
                columns -> columns.longs(Step::pk)
                        .longs(step -> step.transition().version())
                        .longs(step -> step.transition().state().ordinal())
                        .times(step -> step.transition().at())
                        .text(step -> step.transition().actor())
                        .text(step -> step.transition().what())
                        .text(step -> HeldText.write(step.transition().held()))
                        .text(step -> AllocatedText.write(step.transition().allocated())));
    }

    private void insertShipments() {
        var shipments = rows.stream()
                .flatMap(row -> row.change().shipments().stream()
                        .map(shipment ->
                                new ShipmentRow(row.pk(), shipment, row.after().changedAt())))
                .toList();
        writes.add(
                INSERT_SHIPMENTS,
                shipments,
                columns -> columns.longs(ShipmentRow::pk)
                        .text(row -> row.taken().id())
                        .uuids(row -> row.taken().shipment().content())
                        .times(ShipmentRow::at)
                        .text(row -> BookedText.write(row.taken().shipment().lots())));
    }

    private void join() {
        var joined = rows.stream().filter(row -> row.change().became() != null).toList();
        writes.add(BECAME, joined, ReservationWriting::bindJoined);
        writes.add(HAND_OVER_SHIPMENTS, joined, ReservationWriting::bindJoined);
    }

    private static void bindJoined(Columns<Row> columns) throws SQLException {
        columns.text(row -> row.after().key().scope().code())
                .text(row -> row.after().key().id())
                .text(row -> Objects.requireNonNull(row.change().became()).id());
    }
}
