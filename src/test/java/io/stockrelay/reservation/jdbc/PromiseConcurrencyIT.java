package io.stockrelay.reservation.jdbc;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH3;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.allocation.AllocationAnswer;
import io.stockrelay.allocation.AllocationVerdict;
import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.RandomAllocations;
import io.stockrelay.reservation.RandomCommands;
import io.stockrelay.reservation.Requests;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.testkit.Chance;
import io.stockrelay.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random lives of orders by many callers at once, through several writers of two nodes on one database: nobody can say
 * beforehand who gets what, but nothing may ever be promised twice, forgotten or told otherwise than it is stored.
 * {@code stockrelay.promise.ledger.commands} (default 6,000) says how many.
 */
class PromiseConcurrencyIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static final int CALLERS = 8;
    private static final int PIPELINED_MAX = 8;
    private static final long COMMANDS = Long.getLong("stockrelay.promise.ledger.commands", 6_000);

    @Test
    void callers_of_two_nodes_never_share_a_unit() throws Exception {
        long seed = Long.getLong("stockrelay.promise.seed", System.nanoTime());
        ReservationStage.empty(DATABASE);
        try (var one = new ReservationStage(DATABASE, 3);
                var other = new ReservationStage(DATABASE, 3)) {
            for (var sku : RandomCommands.SKUS) {
                one.stock(sku, WH1, 60);
                one.stock(sku, WH3, 20);
            }
            var callers = new ArrayList<Caller>();
            for (int i = 0; i < CALLERS; i++) {
                // pairs of callers fight for the same orders, one on each node
                callers.add(new Caller(seed + i, i / 2, List.of(one, other).get(i % 2)));
            }
            runAll(callers);

            assertThat(one.violations()).as("seed %d", seed).isEmpty();
            var told = new EnumMap<Verdict, Integer>(Verdict.class);
            for (var caller : callers) {
                caller.told.forEach((verdict, times) -> told.merge(verdict, times, Integer::sum));
                for (var seen : caller.latest.entrySet()) {
                    isKept(seen.getKey(), seen.getValue(), other, seed);
                }
            }
            var aside = new EnumMap<AllocationVerdict, Integer>(AllocationVerdict.class);
            for (var caller : callers) {
                caller.toldOfAllocations.forEach((verdict, times) -> aside.merge(verdict, times, Integer::sum));
            }
            assertThat(aside)
                    .as("seed %d", seed)
                    .containsKeys(AllocationVerdict.CHANGED, AllocationVerdict.BELOW_TAKEN);
            assertThat(one.ledger.jdbc().queryForObject("select sum(taken) from set_aside", Long.class))
                    .as("taken, seed %d", seed)
                    .isPositive();
            assertThat(told).containsKeys(Verdict.MADE, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.INSUFFICIENT_STOCK);
        }
    }

    private static void runAll(List<Caller> callers) throws Exception {
        var pool = Executors.newFixedThreadPool(CALLERS);
        try {
            for (var result : pool.invokeAll(callers)) {
                result.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    /** What was told is what is stored, or an earlier version of it. */
    private static void isKept(ReservationKey key, Reservation told, ReservationStage stage, long seed) {
        var stored = stage.reservations.find(key).orElseThrow(() -> new AssertionError(key + " is lost, seed " + seed));
        assertThat(stored.version()).isGreaterThanOrEqualTo(told.version());
        if (stored.version() == told.version()) {
            assertThat(stored).as("seed %d", seed).isEqualTo(told);
        }
        assertThat(stage.reservations.steps(key))
                .extracting(Reservations.Step::transition)
                .as("steps of %s, seed %d", key, seed)
                .anySatisfy(step -> {
                    assertThat(step.version()).isEqualTo(told.version());
                    assertThat(step.state()).isEqualTo(told.state());
                });
    }

    /** Asks several things at a time without waiting, as a busy shop does, and repeats some of them at once. */
    private static final class Caller implements java.util.concurrent.Callable<Void> {

        final Map<Verdict, Integer> told = new EnumMap<>(Verdict.class);
        final Map<AllocationVerdict, Integer> toldOfAllocations = new EnumMap<>(AllocationVerdict.class);
        final Map<ReservationKey, Reservation> latest = new HashMap<>();
        private final Random random;
        private final RandomCommands commands;
        private final RandomAllocations allocations;
        private final ReservationStage stage;

        Caller(long seed, int pair, ReservationStage stage) {
            this.random = Chance.of(seed);
            this.stage = stage;
            this.commands = new RandomCommands(seed, "c" + pair + "-", 8, this::version);
            this.allocations = new RandomAllocations(seed, "", key -> random.nextInt(20)); // all want the same ids
        }

        private int version(String id) {
            var known = latest.get(Requests.key(id));
            return known == null ? 1 : known.version();
        }

        @Override
        public Void call() {
            for (long asked = 0; asked < COMMANDS / CALLERS; ) {
                var waiting = new ArrayList<CompletableFuture<Answer>>();
                var setAside = new ArrayList<CompletableFuture<AllocationAnswer>>();
                for (int i = 1 + random.nextInt(PIPELINED_MAX); i > 0; i--) {
                    if (allocations.isNext()) {
                        setAside.add(stage.allocations.submit(allocations.command()));
                    } else if (random.nextInt(4) > 0) {
                        var command = commands.command();
                        waiting.add(ask(command));
                        if (random.nextInt(4) == 0) {
                            waiting.add(ask(command));
                        }
                    } else {
                        stage.ledger.submit(commands.ship("s" + random.nextLong(), NOON.plusSeconds(60)));
                    }
                }
                asked += waiting.size();
                waiting.forEach(answer -> keep(answer.join()));
                setAside.forEach(answer -> toldOfAllocations.merge(answer.join().verdict(), 1, Integer::sum));
            }
            return null;
        }

        private CompletableFuture<Answer> ask(Command command) {
            return stage.reservations.submit(command);
        }

        private void keep(Answer answer) {
            told.merge(answer.verdict(), 1, Integer::sum);
            var reservation = answer.reservation();
            if (reservation != null) {
                latest.merge(
                        reservation.key(),
                        reservation,
                        (known, next) -> next.version() >= known.version() ? next : known);
            } else {
                assertThat(answer.verdict().isYes()).isFalse();
            }
        }
    }
}
