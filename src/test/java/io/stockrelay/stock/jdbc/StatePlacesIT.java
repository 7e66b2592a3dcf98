package io.stockrelay.stock.jdbc;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.testkit.TestPostgres;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States are written where they were read, whatever tidies their table up meanwhile. */
class StatePlacesIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static final int ITEMS = 5;
    private static final int MOVES = 200;

    /** The first writes the whole table anew at other places, the second clears what batches left behind. */
    @ParameterizedTest
    @ValueSource(strings = {"vacuum full position_state", "vacuum freeze position_state"})
    void nothing_is_lost_while_the_table_is_tidied_up(String tidying) {
        DATABASE.jdbc().sql("truncate position, position_state, event").update();
        try (var ledger = new TestLedger(DATABASE, 2, List.of())) {
            var moved = CompletableFuture.runAsync(() -> {
                for (int move = 0; move < MOVES; move++) {
                    move(ledger, tidying + move);
                }
            });
            int times = 0;
            while (!moved.isDone()) {
                DATABASE.jdbc().sql(tidying).update();
                times++;
            }
            moved.join();

            assertThat(times).isGreaterThan(3);
            assertThat(ledger.units().values()).containsOnly((long) MOVES).hasSize(ITEMS);
            assertThat(ledger.invariants().stream().flatMap(one -> one.violations().stream()))
                    .isEmpty();
        }
    }

    /** One of each item, in one batch. */
    private static void move(TestLedger ledger, String id) {
        var events = IntStream.range(0, ITEMS)
                .mapToObj(item -> Events.move(WMS, id + "/" + item, EventType.RECEIVE, "SKU-" + item, WH1, 1, NOON))
                .toList();
        ledger.submit(TestLedger.submission(events, List.of())).join();
    }
}
