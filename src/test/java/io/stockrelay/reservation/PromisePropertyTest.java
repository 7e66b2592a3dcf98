package io.stockrelay.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.allocation.AllocationAnswer;
import io.stockrelay.allocation.AllocationVerdict;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.SetAside;
import io.stockrelay.stock.StockState;
import io.stockrelay.testkit.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * Random lives of orders against a naive model, step by step: at least {@code stockrelay.promise.commands} of them
 * (default 120,000).
 */
class PromisePropertyTest {

    private static final int TRIES = 200;
    private static final long COMMANDS = Long.getLong("stockrelay.promise.commands", 120_000);
    private static final AtomicLong DONE = new AtomicLong();
    private static final Set<Verdict> SEEN = EnumSet.noneOf(Verdict.class);
    private static final Set<AllocationVerdict> SEEN_OF_ALLOCATIONS = EnumSet.noneOf(AllocationVerdict.class);
    private static final AtomicLong FROM_OWN = new AtomicLong();

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED, afterFailure = AfterFailureMode.SAMPLE_FIRST)
    void every_life_of_orders_is_that_of_the_naive_model(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int batchMax) {
        var random = Chance.of(seed);
        for (long commands = 0; commands <= COMMANDS / TRIES; ) {
            long world = random.nextLong();
            try {
                commands += new World(world, batchMax).live(60);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("in world " + world + " with batches of " + batchMax, e);
            }
        }
    }

    @AfterContainer
    static void as_many_as_were_asked_for_and_every_answer_among_them() {
        assertThat(DONE.get()).isGreaterThanOrEqualTo(COMMANDS);
        var expected = EnumSet.complementOf(EnumSet.of(
                Verdict.REFERENCE_TAKEN, Verdict.UNKNOWN_LOT)); // ids and references are the same, and nothing has lots
        assertThat(SEEN).containsAll(expected);
        assertThat(SEEN_OF_ALLOCATIONS).containsAll(EnumSet.allOf(AllocationVerdict.class));
        assertThat(FROM_OWN).hasPositiveValue();
    }

    /** One shop, lived through twice at once. */
    private static final class World {

        private final MemoryLedger ledger = new MemoryLedger();
        private final NaivePromises naive = new NaivePromises();
        private final RandomCommands commands;
        private final RandomAllocations allocations;
        private final int batchMax;
        private final Map<String, Long> promisedBefore = new HashMap<>();
        private Instant now = Events.NOON;

        World(long seed, int batchMax) {
            this.batchMax = batchMax;
            commands = new RandomCommands(seed, "", 5, this::version);
            allocations =
                    new RandomAllocations(seed, "", key -> naive.allocations.version(key.account(), key.position()));
        }

        private int version(String id) {
            var order = naive.orders.get(id);
            return order == null ? 1 : order.version;
        }

        long live(int batches) {
            long asked = 0;
            for (int i = 0; i < batches; i++) {
                asked += batch();
                now = now.plus(commands.pause());
            }
            DONE.addAndGet(asked);
            return asked;
        }

        private long batch() {
            var works = new ArrayList<Object>();
            var expected = new ArrayList<String>();
            var expectedOrders = new ArrayList<String>();
            long asked = 0;
            for (int i = commands.upTo(batchMax); i > 0; i--) {
                if (allocations.isNext()) {
                    var command = allocations.command();
                    works.add(command);
                    expected.add(naive.allocations.ask(command));
                    expectedOrders.add(null);
                } else if (commands.isCommand()) {
                    var command = commands.command();
                    rememberRoom();
                    works.add(command);
                    expected.add(naive.ask(command, now));
                    expectedOrders.add(naive.text(command.key().id()));
                    noPromiseBeyondWhatWasAvailable(command.key().id());
                    asked++;
                } else {
                    var event = commands.event(now);
                    works.add(event);
                    naive.event(event, now);
                    expected.add("-");
                    expectedOrders.add(null);
                }
            }
            naive.settle();
            var answers = ledger.runAll(now, works);
            for (int i = 0; i < works.size(); i++) {
                assertThat(verdict(answers.get(i)))
                        .as("answer to %s after %s", works.get(i), works.subList(0, i))
                        .isEqualTo(expected.get(i));
                if (answers.get(i) instanceof Answer answer) {
                    SEEN.add(answer.verdict());
                    assertThat(NaivePromises.text(answer.reservation()))
                            .as("reservation told by %s", works.get(i))
                            .isEqualTo(expectedOrders.get(i));
                    yesHasItsReservation(answer, (Command) works.get(i));
                }
            }
            compare();
            return asked;
        }

        private static String verdict(@Nullable Object answer) {
            if (answer instanceof AllocationAnswer told) {
                SEEN_OF_ALLOCATIONS.add(told.verdict());
                return told.verdict().name();
            }
            return answer == null ? "-" : ((Answer) answer).verdict().name();
        }

        private static void yesHasItsReservation(Answer answer, Command command) {
            if (answer.verdict().isYes()) {
                assertThat(answer.reservation()).isNotNull();
                assertThat(Objects.requireNonNull(answer.reservation()).key()).isEqualTo(command.key());
            }
        }

        private void compare() {
            for (var id : naive.orders.keySet()) {
                var stored = ledger.stored.get(Requests.key(id));
                assertThat(NaivePromises.text(stored == null ? null : stored.reservation()))
                        .as("stored %s", id)
                        .isEqualTo(naive.text(id));
            }
            assertThat(ledger.stored).hasSameSizeAs(naive.orders);
            for (var place : places()) {
                var draft = ledger.memory.position(place);
                assertThat(draft.track(StockState.ON_HAND).units())
                        .as("on hand of %s", place)
                        .isEqualTo(naive.onHand(place));
                assertThat(draft.track(StockState.ALLOCATED).units())
                        .as("allocated of %s", place)
                        .isEqualTo(naive.allocated(place));
                NaiveAllocations.ACCOUNTS.forEach(account -> compare(account, place));
            }
        }

        private void compare(AccountId account, PositionKey place) {
            long taken = naive.taken(account, place);
            assertThat(ledger.memory.position(place).setAsides().of(account))
                    .as("set aside of %s for %s", place, account)
                    .isEqualTo(new SetAside(
                            naive.allocations.granted(account, place),
                            taken,
                            naive.allocations.version(account, place)));
            assertThat(taken).isBetween(0L, naive.allocations.granted(account, place));
            FROM_OWN.addAndGet(taken);
        }

        private void rememberRoom() {
            promisedBefore.clear();
            for (var place : places()) {
                promisedBefore.put(place.toString(), naive.allocated(place));
            }
        }

        /** A command may only raise what is promised of a place to what is there and not set aside for others. */
        private void noPromiseBeyondWhatWasAvailable(String id) {
            for (var place : places()) {
                long promised = naive.allocated(place);
                if (promised > Objects.requireNonNull(promisedBefore.get(place.toString()))) {
                    long aside = naive.allocations.freeOfOthers(NaivePromises.account(id), place);
                    assertThat(promised + aside)
                            .as("promised of %s, or set aside for others", place)
                            .isLessThanOrEqualTo(naive.onHand(place));
                }
            }
        }

        private static List<PositionKey> places() {
            var places = new ArrayList<PositionKey>();
            for (var sku : RandomCommands.SKUS) {
                for (var location : RandomCommands.LOCATIONS) {
                    places.add(new PositionKey(new Sku(sku), location));
                }
            }
            return places;
        }
    }
}
