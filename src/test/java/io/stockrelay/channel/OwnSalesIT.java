package io.stockrelay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Sale;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A channel that takes its own sales off itself, and what it is told then. */
class OwnSalesIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static int number;

    private PublishingStage stage;

    @BeforeEach
    void open() {
        stage = new PublishingStage(
                DATABASE, "own-" + number++, new FakeShop(100, true, true), new ChannelSettings.Pace(0, 1), "A");
        stage.marks.use(new Sellers(Set.of(stage.channel), Map.of()));
        stage.stock("A", 10);
        stage.run();
        assertThat(stage.shop.shelf).containsEntry("A", 10L);
    }

    @AfterEach
    void numbers_are_as_explained() {
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void its_own_sale_is_not_told_back() {
        int calls = stage.shop.writes.size();

        shopper(2);
        order(2, true);
        stage.run();

        assertThat(stage.shop.writes).hasSize(calls);
        assertThat(stage.shown("A").holding()).isEqualTo(new Holding(8L, 8L, 0, false, false));
    }

    @Test
    void what_changed_besides_is_written_on_top_of_it() {
        shopper(2);
        stage.positions.state("A", "WH1", 11); // three more came in, and two of them were sold
        sold(2, true);
        stage.run();

        assertThat(stage.shop.shelf).containsEntry("A", 11L);
        assertThat(stage.shown("A").holding().inFlightUnits()).isZero();
    }

    @Test
    void a_late_order_ends_the_demand_it_left_and_nothing_is_given_back() {
        shopper(3);
        stage.stock("A", 9); // something else took one: the write meets 7 where 10 were expected
        stage.run();
        assertThat(stage.shop.shelf).containsEntry("A", 6L);
        assertThat(stage.shown("A").holding().inFlightUnits()).isEqualTo(3);

        order(3, true);
        stage.run();

        assertThat(stage.shop.shelf).containsEntry("A", 6L);
        assertThat(stage.shown("A").holding()).isEqualTo(new Holding(6L, 6L, 0, false, false));
    }

    @Test
    void an_order_larger_than_what_vanished_lowers_the_rest() {
        shopper(1);
        stage.stock("A", 9);
        stage.run();
        assertThat(stage.shop.shelf).containsEntry("A", 8L);

        shopper(2);
        order(3, true);
        stage.run();

        assertThat(stage.shown("A").holding()).isEqualTo(new Holding(6L, 6L, 0, false, false));
        assertThat(stage.shop.shelf).containsEntry("A", 6L);
    }

    @Test
    void of_an_order_without_a_location_the_number_is_read_and_not_written() {
        int reads = stage.shop.reads;

        shopper(2);
        order(2, false);
        stage.run();

        assertThat(stage.shop.reads).isEqualTo(reads + 1);
        assertThat(stage.shown("A").holding()).isEqualTo(new Holding(8L, 8L, 0, false, false));
    }

    @Test
    void what_the_shop_took_off_somewhere_else_is_taken_off_here() {
        order(2, false);
        stage.run();

        assertThat(stage.shop.shelf).containsEntry("A", 8L);
    }

    @Test
    void an_order_while_a_call_is_under_way_is_on_top_of_it() {
        stage.shop.faults.add(FakeShop.Fault.TIMEOUT_AFTER_APPLY);
        stage.stock("A", 9);
        stage.turn();
        assertThat(stage.state("A")).isEqualTo("SENDING");

        shopper(2);
        order(2, true);
        stage.clock.forward(Duration.ofSeconds(60));
        stage.run();
        stage.clock.forward(Duration.ofSeconds(60));
        stage.run();

        assertThat(stage.shop.shelf).containsEntry("A", 7L);
        assertThat(stage.shown("A").holding()).isEqualTo(new Holding(7L, 7L, 0, false, false));
    }

    @Test
    void who_cannot_be_written_to_conditionally_is_told_every_number() {
        stage.marks.use(Sellers.NOBODY);
        order(2, true);
        stage.run();

        assertThat(stage.shop.shelf).containsEntry("A", 8L);
    }

    /** Somebody buys there. */
    private void shopper(long units) {
        stage.shop.shelf.merge("A", -units, Long::sum);
    }

    /** The order arrives: its units are promised here. */
    private void order(long units, boolean isPlaced) {
        long before = stage.positions.of(new Sku("A")).get(0).onHand();
        stage.positions.state("A", "WH1", before - units);
        sold(units, isPlaced);
    }

    private void sold(long units, boolean isPlaced) {
        stage.sold(new Sale("channel:" + stage.channel, new Sku("A"), new LocationId("WH1"), isPlaced, units));
    }
}
