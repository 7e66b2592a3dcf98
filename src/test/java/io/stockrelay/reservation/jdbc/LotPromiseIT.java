package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Requests.confirm;
import static io.stockrelay.reservation.Requests.dispatch;
import static io.stockrelay.reservation.Requests.dispatchOf;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.partial;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.reservation.Requests.shares;
import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH3;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.availability.Projection;
import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.RequestedLine;
import io.stockrelay.reservation.ReservationPolicy;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.reservation.Shipment;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LotEvents;
import io.stockrelay.stock.LotExpiry;
import io.stockrelay.stock.LotShare;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.jdbc.TestLedger;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promises of an item that is counted by lot, with nobody but themselves to notice that time passes. */
class LotPromiseIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
    private TestLedger ledger;
    private Reservations reservations;

    @BeforeEach
    void open() {
        ledger = new TestLedger(
                DATABASE,
                2,
                List.of(),
                dataSource -> new ReservationGuest(
                        dataSource, new ReservationPolicy(Events.policy().authority())),
                Events.policy(),
                offset::get);
        reservations = new JdbcReservations(ledger.tasks(), ledger.jdbc());
        ledger.jdbc()
                .execute("truncate position, position_state, event, reference_told, location_run, location_run_exempt,"
                        + " reservation, reservation_line, reservation_transition, reservation_shipment, lot,"
                        + " lot_state, lot_turn");
        turnTo(NOON);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_unit_of_an_expired_lot_is_never_promised_although_no_turn_was_taken() {
        level("1", WH1, "SOON", "2026-11-22", 10);
        level("2", WH1, "LATER", "2026-12-22", 5);

        turnTo(Instant.parse("2026-11-22T23:50:00Z"));
        assertThat(ask(reserve("o1", line("1", "A", 2))).verdict()).isEqualTo(Verdict.MADE);
        turnTo(Instant.parse("2026-11-23T00:00:00Z"));

        assertThat(ask(reserve("o2", line("1", "A", 4))).shortages())
                .singleElement()
                .satisfies(short_ -> assertThat(short_.available()).isEqualTo(3));
        assertThat(ask(partial("o3", line("1", "A", 4))).verdict()).isEqualTo(Verdict.MADE);
        assertThat(view(WH1).available()).isZero();
        assertNothingIsWrong();
    }

    @Test
    void a_unit_of_a_blocked_or_held_lot_is_never_promised() {
        level("1", WH1, "L1", null, 10);
        var held = Events.move(WMS, "2", io.stockrelay.stock.EventType.HOLD, "A", WH1, 4, NOON.plusSeconds(1));
        ledger.submit(LotEvents.of("L1", null, held));

        assertThat(ask(reserve("o1", line("1", "A", 7))).verdict()).isEqualTo(Verdict.INSUFFICIENT_STOCK);
        ledger.lots()
                .submit(new LotTask.Blocking(new Sku("A"), "L1", "recall", "ann"))
                .join();
        assertThat(ask(reserve("o1", line("1", "A", 1))).verdict()).isEqualTo(Verdict.INSUFFICIENT_STOCK);
        ledger.lots()
                .submit(new LotTask.Blocking(new Sku("A"), "L1", null, "ann"))
                .join();
        assertThat(ask(reserve("o1", line("1", "A", 6))).verdict()).isEqualTo(Verdict.MADE);
        assertNothingIsWrong();
    }

    @Test
    void a_projection_is_what_will_be_available_on_its_day_if_nothing_moves() {
        level("1", WH1, "GONE", "2026-11-20", 50);
        level("2", WH1, "SOON", "2026-11-22", 10);
        level("3", WH1, "HELD", "2026-11-22", 9);
        level("4", WH1, "LATER", "2026-11-24", 5);
        level("5", WH1, "BLOCKED", "2026-11-23", 20);
        level("6", WH1, "EVER", null, 3);
        level("7", WH1, "SHORT", "2026-11-23", -1);
        var held = Events.move(WMS, "8", io.stockrelay.stock.EventType.HOLD, "A", WH1, 7, NOON.plusSeconds(1));
        ledger.submit(LotEvents.of("HELD", null, held));
        ledger.lots()
                .submit(new LotTask.Blocking(new Sku("A"), "BLOCKED", "recall", "ann"))
                .join();
        ask(reserve("o1", line("1", "A", 4)));

        var key = new PositionKey(new Sku("A"), WH1);
        var today = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
        var outlook = Objects.requireNonNull(ledger.lots().outlook(List.of(key)).get(key));
        var leaving = outlook.leaving().stream()
                .map(one -> new Projection.Leaving(LocalDate.ofInstant(one.from(), ZoneOffset.UTC), one.units()))
                .toList();
        var projection = Projection.of(view(WH1).available(), List.of(), leaving, new Projection.Horizon(today, 6, 0));

        assertThat(outlook.free() - 4).isEqualTo(view(WH1).available());
        assertThat(projection.days()).extracting(Projection.Day::projected).containsExactly(15L, 15L, 3L, 3L, 0L, 0L);
        for (var day : projection.days()) {
            turnTo(day.date().atTime(12, 0).toInstant(ZoneOffset.UTC));
            new LotExpiry(ledger.lots()).take();
            assertThat(view(WH1).atp()).as("on %s", day.date()).isEqualTo(day.projected());
        }
    }

    @Test
    void what_is_dispatched_without_a_lot_leaves_those_that_expire_first_and_stays_their_story() {
        level("1", WH3, "LATE", "2026-12-24", 10);
        level("2", WH3, "SOON", "2026-11-25", 3);
        level("3", WH3, "GONE", "2026-11-20", 9);
        ask(reserve("o1", line("1", "A", WH3, 5)));

        var told = ask(dispatch("o1", "SHIP-1", "1", 5));
        var again = ask(dispatch("o1", "SHIP-1", "1", 5));

        assertThat(again.verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(told.lots())
                .containsExactly(
                        new Shipment.Booked("1", new PositionKey(new Sku("A"), WH3), new LotShare("SOON", 3)),
                        new Shipment.Booked("1", new PositionKey(new Sku("A"), WH3), new LotShare("LATE", 2)));
        assertThat(again.lots()).as("also after an answer that was lost").isEqualTo(told.lots());
        assertThat(ask(confirm("o1")).lots()).isEmpty();

        assertThat(ledger.lotUnits())
                .containsOnly(
                        java.util.Map.entry("A|GONE@WH3/ON_HAND", 9L), java.util.Map.entry("A|LATE@WH3/ON_HAND", 8L));
        assertThat(view(WH3)).satisfies(view -> {
            assertThat(view.onHand()).isEqualTo(17);
            assertThat(view.allocated()).isZero();
            assertThat(view.available()).isEqualTo(8);
        });
        assertThat(ledger.jdbc()
                        .queryForList(
                                "select lot || ' ' || d_on_hand from event where source = 'reservations' order by lot desc",
                                String.class))
                .containsExactly("SOON -3", "LATE -2");
        turnTo(Instant.parse("2026-11-26T00:00:00Z"));
        new LotExpiry(ledger.lots()).take();
        assertThat(view(WH3).available())
                .as("what left in time does not expire as well")
                .isEqualTo(8);
        assertNothingIsWrong();
    }

    @Test
    void a_dispatch_may_name_its_lots_and_none_that_nobody_knows() {
        level("1", WH3, "L1", "2026-11-25", 10);
        level("2", WH3, "L2", "2026-12-25", 10);
        level("3", WH3, "OLD", "2026-11-20", 2);
        ask(reserve("o1", line("1", "A", WH3, 9)));

        assertThat(ask(dispatchOf("o1", "S-1", "1", "L2:1 L3:1"))).satisfies(answer -> {
            assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN_LOT);
            assertThat(answer.fault()).isEqualTo("L3 at WH3");
        });
        assertThat(view(WH3).onHand()).isEqualTo(22);
        assertThat(ask(dispatchOf("o1", "S-1", "1", "L2:3 L1:1")).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(ask(dispatchOf("o1", "S-1", "1", "L1:4")).verdict()).isEqualTo(Verdict.DIFFERENT_SHIPMENT);
        assertThat(ask(dispatchOf("o1", "S-2", "1", "OLD:3")).verdict()).isEqualTo(Verdict.CHANGED);

        assertThat(ledger.lotUnits())
                .containsOnly(
                        java.util.Map.entry("A|L1@WH3/ON_HAND", 9L),
                        java.util.Map.entry("A|L2@WH3/ON_HAND", 7L),
                        java.util.Map.entry("A|OLD@WH3/ON_HAND", -1L));
        assertThat(view(WH3).allocated()).isEqualTo(2);
        assertThat(view(WH3).available()).isEqualTo(9 + 7 - 1 - 2);
        assertNothingIsWrong();
    }

    @Test
    void a_kit_leaves_from_the_lots_that_are_named_for_its_components_and_else_first_expired_first() {
        level("1", WH3, "L1", "2026-11-25", 10);
        level("2", WH3, "L2", "2026-12-25", 10);
        var other = Events.onHand(WMS, "b", "B", WH3, 20, NOON.minusSeconds(600));
        ledger.submit(LotEvents.of("B1", null, other));
        var kit = List.of(
                new RequestedLine.Component(new PositionKey(new Sku("A"), WH3), 2),
                new RequestedLine.Component(new PositionKey(new Sku("B"), WH3), 1));
        ask(reserve("o1", new RequestedLine("1", new Sku("KIT"), 4, kit)));

        assertThat(ask(ofKit("S-0", "A", "L2:3")).verdict())
                .as("two kits take four")
                .isEqualTo(Verdict.OTHER_VERSION);
        assertThat(ask(ofKit("S-0", "C", "L2:4")).verdict()).isEqualTo(Verdict.OTHER_VERSION);
        assertThat(ask(ofKit("S-0", "A", "L9:4")).verdict()).isEqualTo(Verdict.UNKNOWN_LOT);
        assertThat(view(WH3).onHand()).isEqualTo(20);
        assertThat(ask(ofKit("S-1", "A", "L2:3 L1:1")).lots())
                .extracting(one -> one.position().sku() + " " + one.share().lot() + " "
                        + one.share().units())
                .containsExactly("A L2 3", "A L1 1", "B B1 2");
        ask(ofKit("S-2", "B", "B1:2"));

        assertThat(ledger.lotUnits())
                .containsOnly(
                        java.util.Map.entry("A|L1@WH3/ON_HAND", 5L),
                        java.util.Map.entry("A|L2@WH3/ON_HAND", 7L),
                        java.util.Map.entry("B|B1@WH3/ON_HAND", 16L));
        assertThat(view(WH3).allocated()).isZero();
        assertNothingIsWrong();
    }

    /** Two of it, with these lots of one component. */
    private static Command ofKit(String shipment, String sku, String lots) {
        return dispatchOf("o1", shipment, "1", 2, java.util.Map.of(new Sku(sku), shares(lots)));
    }

    @org.junit.jupiter.params.ParameterizedTest(name = "{0}, the caller first: {1}")
    @org.junit.jupiter.params.provider.CsvSource({"WH1, true", "WH1, false", "WH3, true", "WH3, false"})
    void caller_and_warehouse_may_both_tell_of_the_same_goods_and_they_leave_once(String at, boolean isCallerFirst) {
        var place = new LocationId(at);
        level("1", place, "L1", "2026-11-25", 10);
        level("2", place, "L2", "2026-12-25", 10);
        ask(reserve("o1", line("1", "A", place, 4)));
        var ship = Events.move(
                WMS,
                "pick",
                io.stockrelay.stock.EventType.SHIP,
                "A",
                place,
                4,
                NOON,
                "o1",
                null,
                io.stockrelay.stock.Disposition.SELLABLE);

        if (!isCallerFirst) {
            ledger.submit(LotEvents.of("L2", null, ship));
        }
        ask(dispatchOf("o1", "S-1", "1", "L2:4"));
        if (isCallerFirst) {
            ledger.submit(LotEvents.of("L2", null, ship));
        }

        assertThat(ledger.lotUnits())
                .containsOnly(
                        java.util.Map.entry("A|L1@" + at + "/ON_HAND", 10L),
                        java.util.Map.entry("A|L2@" + at + "/ON_HAND", 6L));
        assertThat(view(place)).satisfies(view -> {
            assertThat(view.allocated()).isZero();
            assertThat(view.available()).isEqualTo(16);
        });
        assertNothingIsWrong();
    }

    @Test
    void what_no_lot_has_leaves_under_none_until_all_is_stated_again() {
        level("1", WH3, "L1", null, 10);
        ask(reserve("o1", line("1", "A", WH3, 4)));
        level("late", WH3, "L1", null, 0, NOON);

        ask(dispatch("o1", "SHIP-1", "1", 4));

        assertThat(view(WH3)).satisfies(view -> {
            assertThat(view.onHand()).isEqualTo(-4);
            assertThat(view.allocated()).isZero();
            assertThat(view.available()).isEqualTo(-4);
        });
        assertThat(ledger.lotUnits()).containsOnly(java.util.Map.entry("A|@WH3/ON_HAND", -4L));
        assertNothingIsWrong();

        var later = now().plusSeconds(60);
        var stated = LotEvents.of("L1", null, Events.onHand(WMS, "2", "A", WH3, 6, later));
        var run = new CompleteRun("r1", WH3, later, Set.of(StockState.ON_HAND), Set.of());
        ledger.submit(TestLedger.submission(List.of(stated), List.of(run))).join();

        assertThat(ledger.lotUnits()).containsOnly(java.util.Map.entry("A|L1@WH3/ON_HAND", 6L));
        assertThat(view(WH3).available()).isEqualTo(6);
        assertNothingIsWrong();
    }

    private void level(String id, LocationId at, String lot, @Nullable String expiresOn, long units) {
        level(id, at, lot, expiresOn, units, NOON.minusSeconds(600));
    }

    private void level(String id, LocationId at, String lot, @Nullable String expiresOn, long units, Instant asOf) {
        var level = Events.onHand(WMS, id, "A", at, units, asOf);
        ledger.submit(LotEvents.of(lot, expiresOn == null ? null : LocalDate.parse(expiresOn), level));
    }

    private Answer ask(Command command) {
        return reservations.submit(command).join();
    }

    private PositionView view(LocationId at) {
        var key = new PositionKey(new Sku("A"), at);
        return Objects.requireNonNull(ledger.positions().read(List.of(key)).get(key));
    }

    private Instant now() {
        return Objects.requireNonNull(ledger.jdbc().queryForObject("select now()", OffsetDateTime.class))
                .toInstant();
    }

    private void turnTo(Instant time) {
        offset.set(Duration.between(now(), time));
    }

    private void assertNothingIsWrong() {
        for (var invariants : List.of(
                ledger.invariants(),
                ledger.lotInvariants(),
                List.of(
                        new AllocatedIsItsReferences(ledger.jdbc()),
                        new PromiseWasAvailable(ledger.jdbc()),
                        new PromisedIsItsLines(ledger.jdbc())))) {
            assertThat(invariants)
                    .allSatisfy(invariant -> assertThat(invariant.violations())
                            .as(invariant.sentence())
                            .isEmpty());
        }
    }
}
