package io.stockrelay.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.reservation.Orders;
import io.stockrelay.reservation.jdbc.ReservationStage;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.Sale;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Units that vanish in a shop, and what a poll of its orders makes of them. */
class PolledOrdersIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static final OrderPollSettings IN_FLIGHT =
            new OrderPollSettings(Duration.ZERO, Duration.ofMinutes(1), Duration.ofHours(24));
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private static int number;

    private PublishingStage stage;
    private FakeOrders orders;

    @BeforeEach
    void open() {
        stage = new PublishingStage(
                DATABASE, "polled-" + number++, new FakeShop(100, true, true), new ChannelSettings.Pace(0, 1), "A");
        orders = stage.shop.orders;
        stage.marks.use(new Sellers(Set.of(stage.channel), Map.of()));
        stage.poll(IN_FLIGHT, orders);
        stage.stock("A", 10);
        stage.run();
        assertThat(stage.shop.shelf).containsEntry("A", 10L);
    }

    @AfterEach
    void numbers_are_as_explained() {
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void an_order_whose_webhook_was_lost_takes_what_vanished() {
        vanish(3, 9);
        bought("O-1");
        orders.ledger = order -> order(3);

        settle();

        assertThat(orders.taken).containsExactly("O-1");
        assertThat(stage.shown("A").holding()).isEqualTo(new Holding(6L, 6L, 0, false, false));
        assertThat(stage.shop.shelf).containsEntry("A", 6L);
        assertThat(stage.shown("A").ended()).isNull();
    }

    @Test
    void what_no_order_took_is_offered_again_and_told() {
        vanish(3, 9);
        assertThat(stage.shop.shelf).containsEntry("A", 6L);

        settle();

        assertThat(stage.shop.shelf).containsEntry("A", 9L);
        assertThat(stage.shown("A").holding()).isEqualTo(new Holding(9L, 9L, 0, false, false));
        assertThat(stage.shown("A").ended()).satisfies(ended -> {
            assertThat(ended.units()).isEqualTo(3);
            assertThat(ended.by()).startsWith("poll of the orders begun 2026-11-21T10:01:");
        });
        assertThat(stage.shown("A").inFlightSince()).isNull();
    }

    @Test
    void it_begins_only_when_the_shop_has_had_time_to_list_the_order() {
        vanish(3, 9);
        pass(SETTLED.minusSeconds(1));

        assertThat(orders.asked).isEmpty();
        assertThat(stage.shown("A").holding().inFlightUnits()).isEqualTo(3);
    }

    @Test
    void while_something_of_the_orders_waits_for_people_it_stays_and_says_why() {
        vanish(3, 9);
        orders.waiting = 2;

        settle();

        assertThat(stage.shown("A").holding().inFlightUnits()).isEqualTo(3);
        assertThat(stage.shop.shelf).containsEntry("A", 6L);
        assertThat(stage.inFlight().status(stage.channel).orElseThrow().problem())
                .contains("A on " + stage.channel)
                .contains("2 dead letter(s)");

        orders.waiting = 0;
        settle();

        assertThat(stage.shop.shelf).containsEntry("A", 9L);
        assertThat(stage.inFlight().status(stage.channel).orElseThrow().problem())
                .isNull();
    }

    @Test
    void what_vanishes_while_the_poll_is_under_way_is_not_meant_by_it() {
        vanish(3, 9);
        for (int i = 0; i < 5; i++) {
            bought("O-" + i);
        }
        pass(SETTLED.minusSeconds(1));
        stage.clock.forward(Duration.ofSeconds(3));
        stage.turn(); // the first of three pages
        assertThat(orders.taken).hasSize(2);

        stage.shop.shelf.merge("A", -1L, Long::sum);
        stage.stock("A", 10);
        runOut();

        assertThat(orders.taken).hasSize(5);
        assertThat(stage.shown("A").holding().inFlightUnits()).isEqualTo(1);
        assertThat(stage.shop.shelf).containsEntry("A", 9L);

        settle();

        assertThat(stage.shop.shelf).containsEntry("A", 10L);
    }

    @Test
    void what_an_order_took_meanwhile_is_not_ended_once_more() {
        vanish(3, 9);
        for (int i = 0; i < 3; i++) {
            bought("O-" + i);
        }
        pass(SETTLED.minusSeconds(1));
        stage.clock.forward(Duration.ofSeconds(3));
        stage.turn();

        order(1);
        runOut();

        assertThat(stage.shown("A").ended())
                .satisfies(ended -> assertThat(ended.units()).isEqualTo(2));
        assertThat(stage.shown("A").holding()).isEqualTo(new Holding(8L, 8L, 0, false, false));
        assertThat(stage.shop.shelf).containsEntry("A", 8L);
    }

    @Test
    void an_order_of_the_overlap_is_handed_in_once() {
        bought("O-1");
        vanish(3, 9);
        settle();
        vanish(1, 10);
        settle();

        assertThat(orders.asked).hasSize(2);
        assertThat(orders.taken).containsExactly("O-1");
    }

    @Test
    void after_a_crash_it_begins_again_and_nothing_is_forgotten() {
        vanish(3, 9);
        for (int i = 0; i < 5; i++) {
            bought("O-" + i);
        }
        pass(SETTLED.minusSeconds(1));
        stage.clock.forward(Duration.ofSeconds(3));
        stage.turn();

        stage.restart("node/2");
        runOut();

        assertThat(orders.taken).hasSize(2 + 5);
        assertThat(stage.shop.shelf).containsEntry("A", 9L);
    }

    @Test
    void of_two_nodes_one_polls_and_the_other_goes_on_when_it_dies_in_the_middle() {
        vanish(3, 9);
        for (int i = 0; i < 5; i++) {
            bought("O-" + i);
        }
        var durable = new ArrayList<String>();
        orders.ledger = order -> {
            if (!durable.contains(order.id())) { // a repeat has no effect, as in the ledger
                durable.add(order.id());
            }
        };
        var other = stage.other("another/1");
        pass(SETTLED.minusSeconds(1));
        stage.clock.forward(Duration.ofSeconds(3));
        stage.turn(); // the first of three pages, then node 1 is gone
        int asked = orders.asked.size();

        for (int i = 0; i < 20; i++) {
            assertThat(other.take().kind()).isEqualTo(ChannelTurn.Rest.Kind.ELSEWHERE);
        }
        assertThat(orders.asked).hasSize(asked);
        assertThat(stage.shown("A").holding().inFlightUnits()).isEqualTo(3);

        stage.clock.forward(Duration.ofSeconds(30));
        for (int i = 0; i < 40; i++) {
            other.take();
            stage.clock.forward(Duration.ofMillis(200));
        }
        assertThat(durable).containsExactlyInAnyOrder("O-0", "O-1", "O-2", "O-3", "O-4");
        assertThat(stage.shown("A").ended())
                .satisfies(ended -> assertThat(ended.units()).isEqualTo(3));
        assertThat(stage.shop.shelf).containsEntry("A", 9L);

        int after = orders.asked.size();
        stage.turn(); // node 1 was only slow
        assertThat(orders.asked).hasSize(after);
        assertThat(stage.shop.shelf).containsEntry("A", 9L);
    }

    /** Killed when the ledger has committed an order of the second page, and before the poll knows it. */
    @Test
    void with_the_real_ledger_a_node_that_dies_in_the_middle_of_a_poll_takes_nothing_twice() {
        ReservationStage.empty(DATABASE);
        var companions = new LateMarks();
        try (var real = new ReservationStage(DATABASE, 2, List.of(companions))) {
            stage.read(real.ledger.positions());
            companions.marks =
                    stage.marksOn(Objects.requireNonNull(real.ledger.jdbc().getDataSource()));
            real.ledger.submit(Events.onHand(Events.WMS, "figure", "A", Events.WH1, 10, Events.NOON));
            stage.run();
            stage.shop.shelf.merge("A", -6L, Long::sum); // five are bought, one is lost
            for (int i = 0; i < 5; i++) {
                bought("O-" + i);
            }
            var lost =
                    Events.move(Events.WMS, "lost", EventType.ADJUST, "A", Events.WH1, -1, Events.NOON.plusSeconds(9));
            real.ledger.submit(lost);
            stage.run();
            assertThat(stage.shown("A").holding().inFlightUnits()).isEqualTo(6);

            orders.ledger = order -> {
                real.tell(Orders.of("channel:" + stage.channel, order.id(), order.id(), 10, Orders.line("1", "A", 1)));
                if (order.id().equals("O-2")) {
                    throw new Death();
                }
            };
            var other = stage.other("another/1");
            pass(SETTLED.minusSeconds(1));
            stage.clock.forward(Duration.ofSeconds(3));
            assertThatThrownBy(this::runOut).isInstanceOf(Death.class);
            assertThat(orders.taken).containsExactly("O-0", "O-1", "O-2");
            assertThat(real.view("A", Events.WH1).allocated()).isEqualTo(3);

            orders.ledger = order -> real.tell(
                    Orders.of("channel:" + stage.channel, order.id(), order.id(), 10, Orders.line("1", "A", 1)));
            stage.clock.forward(Duration.ofSeconds(30));
            for (int i = 0; i < 60; i++) {
                other.take();
                stage.clock.forward(Duration.ofMillis(200));
            }

            assertThat(orders.taken).hasSize(3 + 5);
            assertThat(real.view("A", Events.WH1).allocated()).isEqualTo(5);
            assertThat(real.view("A", Events.WH1).available()).isEqualTo(4);
            assertThat(stage.shown("A").ended())
                    .satisfies(ended -> assertThat(ended.units()).isEqualTo(1));
            assertThat(stage.shown("A").holding()).isEqualTo(new Holding(4L, 4L, 0, false, false));
            assertThat(stage.shop.shelf).containsEntry("A", 4L);
            assertThat(real.violations()).isEmpty();
            assertThat(stage.violations()).isEmpty();
        }
        stage.read(stage.positions);
        stage.stock("A", 4);
    }

    /** What a killed process looks like from inside. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A ledger needs its companions before it has the data source they work on. */
    private static final class LateMarks implements LedgerCompanion {
        private @Nullable LedgerCompanion marks;

        @Override
        public void write(DecidedBatch batch) {
            if (marks != null) {
                marks.write(batch);
            }
        }
    }

    @Test
    void polls_are_counted_and_what_they_ended_stands_in_the_channel_s_status() {
        new PollGauges(stage.orderPolls(), stage.clock).register(stage.meters);
        assertThat(age()).isNaN();
        vanish(3, 9);
        orders.failures.add(FakeOrders.refusal());
        settle();
        assertThat(polls("unread")).isEqualTo(1);

        settle();

        assertThat(polls("complete")).isEqualTo(1);
        assertThat(age()).isBetween(1.0, 61.0);
        assertThat(stage.meters.get("stockrelay.order.poll.ended").counter().count())
                .isEqualTo(3);
        assertThat(stage.inFlight().status(stage.channel).orElseThrow().ended())
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.sku()).isEqualTo("A");
                    assertThat(ended.units()).isEqualTo(3);
                    assertThat(ended.by()).startsWith("poll of the orders begun");
                });
        stage.clock.forward(Duration.ofHours(1));
        assertThat(age()).isGreaterThan(3_600);
    }

    private double age() {
        return stage.meters.get("stockrelay.order.poll.age").gauge().value();
    }

    private double polls(String outcome) {
        return stage.meters
                .get("stockrelay.order.polls")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void a_shop_that_does_not_show_its_orders_is_told_numbers_all_the_same() {
        vanish(3, 9);
        orders.failures.add(FakeOrders.refusal());
        settle();
        stage.stock("A", 8);
        stage.run();

        assertThat(stage.shop.shelf).containsEntry("A", 5L);
        assertThat(stage.inFlight().status(stage.channel).orElseThrow().problem())
                .contains("could not be read");

        settle();

        assertThat(stage.shop.shelf).containsEntry("A", 8L);
    }

    @Test
    void what_cannot_be_taken_in_is_handed_in_again() {
        vanish(3, 9);
        bought("O-1");
        orders.ledger = order -> {
            throw new OrderEntrance.NotTaken("the ledger has no room", new IllegalStateException());
        };
        settle();
        assertThat(stage.shown("A").holding().inFlightUnits()).isEqualTo(3);

        orders.ledger = order -> order(3);
        settle();

        assertThat(stage.shown("A").holding()).isEqualTo(new Holding(6L, 6L, 0, false, false));
    }

    @Test
    void while_its_source_is_paused_nothing_is_read() {
        orders.isPaused = true;
        vanish(3, 9);
        settle();

        assertThat(orders.asked).isEmpty();
    }

    @Test
    void now_and_then_lost_orders_are_looked_for_though_nothing_is_missed() {
        stage.poll(new OrderPollSettings(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofHours(24)), orders);
        bought("O-1");
        stage.run();
        pass(Duration.ofMinutes(9));
        assertThat(orders.asked).hasSize(1);

        bought("O-2");
        pass(Duration.ofMinutes(1));

        assertThat(orders.taken).containsExactly("O-1", "O-2");
        assertThat(orders.asked).hasSize(2).last().asString().startsWith("2026-11-21T09:50:00Z");
    }

    @Test
    void a_person_may_be_quicker() {
        vanish(3, 9);
        pass(Duration.ofSeconds(2));

        assertThat(stage.listings.endInFlight(stage.id("A"), "mary", stage.clock.instant()))
                .isTrue();
        stage.changed("A");
        settle();

        assertThat(orders.asked).isEmpty();
        assertThat(stage.shop.shelf).containsEntry("A", 9L);
        assertThat(stage.shown("A").ended())
                .satisfies(ended -> assertThat(ended.by()).isEqualTo("mary"));
    }

    /** Somebody buys or corrects the number there, and a change of ours meets it. */
    private void vanish(long units, long stock) {
        stage.shop.shelf.merge("A", -units, Long::sum);
        stage.stock("A", stock);
        stage.run();
        assertThat(stage.shown("A").holding().inFlightUnits()).isEqualTo(units);
    }

    private void bought(String order) {
        orders.changed.put(order, stage.clock.instant());
    }

    /** The order is here: its units are promised. */
    private void order(long units) {
        long before = stage.positions.of(new Sku("A")).get(0).onHand();
        stage.positions.state("A", "WH1", before - units);
        stage.sold(new Sale("channel:" + stage.channel, new Sku("A"), new LocationId("WH1"), true, units));
    }

    /** Long enough for it to be noted, and for a poll then. */
    private void settle() {
        pass(Duration.ofSeconds(2));
        pass(SETTLED);
    }

    private void pass(Duration time) {
        if (time.compareTo(Duration.ofSeconds(2)) > 0) {
            stage.clock.forward(Duration.ofSeconds(2));
            runOut();
            stage.clock.forward(time.minusSeconds(2));
        } else {
            stage.clock.forward(time);
        }
        runOut();
    }

    /** Pages come in turns with publishing, and a turn without anything to publish is a rest. */
    private void runOut() {
        for (int i = 0; i < 5; i++) {
            stage.run();
        }
    }
}
