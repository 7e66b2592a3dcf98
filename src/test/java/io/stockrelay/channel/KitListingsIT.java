package io.stockrelay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.Sku;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tents come with pegs: the set is a tent and four pegs, the bag eight pegs. */
class KitListingsIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private PublishingStage stage = stage();

    private static PublishingStage stage() {
        return new PublishingStage(
                DB,
                "kits",
                new FakeShop(100, true, true),
                new ChannelSettings.Pace(0, 1),
                "TENT",
                "PEG",
                "SET",
                "BAG",
                "ROPE");
    }

    @BeforeEach
    void publish() {
        DB.jdbc().sql("truncate channel, listing, publication, send, send_item").update();
        stage = stage();
        stage.kits(new Kits(List.of(
                bill(Instant.MIN, "SET", Map.of("TENT", 1L, "PEG", 4L)), bill(Instant.MIN, "BAG", Map.of("PEG", 8L)))));
        Map.of("TENT", 10L, "PEG", 32L, "ROPE", 3L).forEach(stage::stock);
        stage.run();
        stage.shop.writes.clear();
    }

    @Test
    void a_components_movement_changes_all_listings_that_share_it_together() {
        assertThat(stage.shop.shelf).containsEntry("SET", 8L).containsEntry("BAG", 4L);

        stage.stock("PEG", 17);
        stage.run();

        assertThat(stage.shop.writes).containsExactly(Map.of("PEG", 17L, "SET", 4L, "BAG", 2L));
        assertThat(stage.confirmed("SET").pool()).hasSize(2);
        assertThat(stage.confirmed("SET").recomputed()).isEqualTo(4);
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void a_component_that_is_not_the_scarcest_changes_nothing_of_the_kit() {
        stage.stock("TENT", 9);
        stage.run();

        assertThat(stage.shop.writes).containsExactly(Map.of("TENT", 9L));
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void a_movement_without_its_mark_is_found() {
        stage.positions.state("PEG", "WH1", 17);

        assertThat(stage.violations())
                .hasSize(3)
                .anySatisfy(told -> assertThat(told).contains("SET on kits: the channel confirmed 8, truth is 4"));
    }

    @Test
    void a_kit_is_not_shown_before_every_component_was_stated() {
        stage.kits(new Kits(List.of(bill(Instant.MIN, "NEW", Map.of("TENT", 1L, "POLE", 2L)))));
        stage.adopt("TENT", "PEG", "SET", "BAG", "ROPE", "NEW");
        stage.run();

        assertThat(stage.shop.shelf).doesNotContainKey("NEW");
        stage.stock("POLE", 6);
        stage.run();

        assertThat(stage.shop.shelf).containsEntry("NEW", 3L);
    }

    @Test
    void another_bill_changes_the_number_on_its_day_also_when_nothing_ran_then() {
        var tomorrow = stage.clock.instant().plus(Duration.ofDays(1));
        stage.kits(new Kits(List.of(
                bill(Instant.MIN, "SET", Map.of("TENT", 1L, "PEG", 4L)),
                bill(tomorrow, "SET", Map.of("TENT", 1L, "ROPE", 1L)),
                bill(Instant.MIN, "BAG", Map.of("PEG", 8L)))));
        stage.marks.markNewBills();
        stage.run();
        assertThat(stage.shop.writes).as("not yet").isEmpty();

        stage.clock.forward(Duration.ofDays(1));
        assertThat(stage.violations()).singleElement().asString().contains("SET on kits", "truth is 3");
        stage.marks.markNewBills();
        assertThat(stage.violations()).as("waits to be published").isEmpty();
        stage.run();

        assertThat(stage.shop.writes).containsExactly(Map.of("SET", 3L));
        assertThat(stage.confirmed("SET").pool())
                .extracting(term -> String.valueOf(term.component()))
                .containsExactlyInAnyOrder("TENT", "ROPE");
        stage.marks.markNewBills();
        assertThat(stage.publications()).as("asked again, nothing is new").isZero();
        assertThat(stage.violations()).isEmpty();
    }

    private static Kits.Bill bill(Instant from, String kit, Map<String, Long> components) {
        var parts = new ArrayList<Kit.Component>();
        components.forEach((sku, units) -> parts.add(new Kit.Component(new Sku(sku), units)));
        return new Kits.Bill(from, new Kit(new Sku(kit), parts));
    }
}
