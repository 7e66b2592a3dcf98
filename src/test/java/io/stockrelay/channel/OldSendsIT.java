package io.stockrelay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.retention.Expiring;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldSendsIT {

    private static final Duration KEPT = Duration.ofDays(30);

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private PublishingStage stage;

    @BeforeEach
    void open() {
        DB.jdbc().sql("truncate send, send_item, publication").update();
        stage = stage(true);
    }

    @Test
    void calls_that_a_later_confirmed_one_has_overtaken_go_when_they_are_old_and_the_last_confirmed_one_stays() {
        for (int units = 5; units < 10; units++) {
            stage.stock("A", units);
            stage.run();
            stage.clock.forward(Duration.ofMinutes(1));
        }
        assertThat(units("A")).containsExactly(5L, 6L, 7L, 8L, 9L);

        assertThat(removed(stage.oldSends(), 1_000)).isZero();
        stage.clock.forward(KEPT.minusMinutes(2));
        assertThat(removed(stage.oldSends(), 1_000)).isEqualTo(3);
        stage.clock.forward(KEPT);
        assertThat(removed(stage.oldSends(), 1_000)).isEqualTo(1);

        assertThat(units("A")).containsExactly(9L);
        assertThat(items()).isEqualTo(1);
        assertThat(stage.confirmed("A").recomputed()).isEqualTo(9);
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void a_call_stays_while_it_is_the_last_confirmed_one_of_any_of_its_listings() {
        stage.stock("A", 5);
        stage.stock("B", 5);
        stage.run(); // one call for both
        stage.clock.forward(Duration.ofMinutes(1));
        stage.stock("A", 6);
        stage.run();
        stage.clock.forward(KEPT.multipliedBy(2));

        assertThat(removed(stage.oldSends(), 1_000)).isZero();

        stage.stock("B", 6);
        stage.run();
        assertThat(removed(stage.oldSends(), 1_000)).isEqualTo(1);
        assertThat(units("A")).containsExactly(6L);
        assertThat(units("B")).containsExactly(6L);
    }

    @Test
    void an_unknown_outcome_stays_until_a_later_call_is_confirmed() {
        stage = stage(false);
        stage.shop.faults.add(FakeShop.Fault.TIMEOUT_AFTER_APPLY);
        stage.stock("A", 8);
        stage.run();
        stage.clock.forward(KEPT.multipliedBy(2));
        assertThat(removed(stage.oldSends(), 1_000)).isZero();

        stage.stock("A", 3); // lower than the unknown one: written anew
        stage.run();

        assertThat(units("A")).containsExactly(8L, 3L);
        assertThat(removed(stage.oldSends(), 1_000)).isEqualTo(1);
        assertThat(units("A")).containsExactly(3L);
    }

    @Test
    void what_stays_never_keeps_a_pass_from_what_lies_behind_it() {
        for (int i = 0; i < 6; i++) {
            stage.stock("S" + i, 5); // confirmed once and never again
            stage.run();
        }
        for (int units = 5; units < 10; units++) {
            stage.stock("A", units);
            stage.run();
            stage.clock.forward(Duration.ofSeconds(1));
        }
        stage.clock.forward(KEPT.multipliedBy(2));

        var sends = stage.oldSends();
        assertThat(removed(sends, 2)).isEqualTo(4);
        assertThat(units("S0")).hasSize(1);
        assertThat(removed(sends, 2)).isZero(); // and the next pass begins from the front
    }

    @Test
    void several_nodes_remove_each_call_once() {
        for (int units = 1; units <= 200; units++) {
            stage.stock("A", units);
            stage.run();
            stage.clock.forward(Duration.ofSeconds(1));
        }
        stage.clock.forward(KEPT.multipliedBy(2));
        var nodes = IntStream.range(0, 4).mapToObj(i -> stage(true).oldSends()).toList();

        var running = nodes.stream()
                .map(node -> CompletableFuture.supplyAsync(() -> removed(node, 7)))
                .toList();

        assertThat(running.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(199);
        assertThat(units("A")).containsExactly(200L);
    }

    private int removed(Expiring sends, int limit) {
        var before = stage.clock.instant().minus(KEPT);
        int sum = 0;
        for (int i = 0; i < 1_000; i++) {
            var step = sends.removeBefore(before, limit);
            sum += step.removed();
            if (step.isLast()) {
                return sum;
            }
        }
        throw new AssertionError("a pass without an end");
    }

    private PublishingStage stage(boolean isConditional) {
        return new PublishingStage(
                DB,
                "old" + System.nanoTime(),
                new FakeShop(100, isConditional, true),
                new ChannelSettings.Pace(0, 1),
                IntStream.range(0, 8)
                        .mapToObj(i -> i < 6 ? "S" + i : i == 6 ? "A" : "B")
                        .toArray(String[]::new));
    }

    private List<Long> units(String sku) {
        return DB.jdbc()
                .sql(
                        "select i.units from send_item i join send s on s.key = i.send where i.listing = ? order by s.created_at")
                .param(stage.id(sku))
                .query(Long.class)
                .list();
    }

    private long items() {
        return DB.jdbc().sql("select count(*) from send_item").query(Long.class).single();
    }
}
