package io.stockrelay.stock.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.BookWorld;
import io.stockrelay.stock.BookWorld.Promise;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LotEvents;
import io.stockrelay.stock.NaiveBooks;
import io.stockrelay.stock.OrderBook;
import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.RandomBooks;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.Submission;
import io.stockrelay.testkit.Chance;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderBookIT {

    private static final int ROUNDS = Integer.getInteger("stockrelay.order-book.rounds", 40);
    private static final List<LocationId> LOCATIONS = List.of(BookWorld.S1, BookWorld.S2, BookWorld.S3);

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private TestLedger ledger;

    @BeforeEach
    void open() {
        ledger = new TestLedger(
                DATABASE, 3, List.of(), dataSource -> new PromiseGuest(), BookWorld.policy(), () -> Duration.ZERO);
        ledger.jdbc()
                .execute("truncate position, position_state, event, reference_told, order_alias, book_line,"
                        + " book_statement, book_list, book_forgotten, lot, lot_state, lot_turn");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void concurrent_writers_end_in_the_positions_of_the_naive_fold_and_verify_finds_nothing() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 1_000L + round;
            var at = LOCATIONS.get(round % LOCATIONS.size());
            close();
            open();
            var facts = new RandomBooks(seed, at).facts(60);
            var promises = RandomBooks.promises(facts);

            play(facts, promises, seed);

            assertThat(states(at))
                    .as("seed %d at %s", seed, at)
                    .isEqualTo(new NaiveBooks(RandomBooks.events(facts), promises).states());
            assertThat(violations()).as("seed %d at %s", seed, at).isEmpty();
        }
    }

    @Test
    void the_same_of_items_with_lots() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 2_000L + round;
            var at = LOCATIONS.get(round % LOCATIONS.size());
            int lots = 1 + round % 2 * 2;
            close();
            open();
            var plain = new RandomBooks(seed, at).facts(60);
            var facts = RandomBooks.byLot(plain, lots);
            var promises = RandomBooks.promises(facts);

            play(facts, promises, seed);

            assertThat(states(at))
                    .as("seed %d at %s", seed, at)
                    .isEqualTo(
                            lots == 1
                                    ? new NaiveBooks(RandomBooks.events(plain), promises).states()
                                    : RandomBooks.merged(facts, promises, at));
            assertThat(violations()).as("seed %d at %s", seed, at).isEmpty();
        }
    }

    /** Each in a batch of its own, so that lines are closed in between: an older figure of a lot still contains their orders. */
    @Test
    void a_line_that_the_newest_figure_closed_still_counts_for_a_lot_whose_figure_is_older() {
        var at = LOCATIONS.get(1);
        var facts = RandomBooks.byLot(new RandomBooks(2_001, at).facts(60), 3);
        var expected = RandomBooks.merged(facts, RandomBooks.promises(facts), at);
        for (int order = 0; order < 6; order++) {
            close();
            open();
            var arrival = new ArrayList<>(facts);
            arrival.removeIf(fact -> fact.get(0) instanceof Promise);
            Collections.shuffle(arrival, Chance.of(order));

            RandomBooks.promises(facts).forEach(this::promise);
            arrival.forEach(fact -> ledger.submit(submission(fact)).join());

            assertThat(states(at)).as("order %d", order).isEqualTo(expected);
        }
    }

    /** The list names another article only: that the order is not in it is news for the older figure. */
    @Test
    void a_late_list_is_news_for_a_lot_whose_figure_is_older_than_the_closing_of_an_order() {
        tellOfLot(BookWorld.S1, "L1", "level 12:00 onHand=40");
        tell(BookWorld.S1, "ack A 10 11:50");
        tellOfLot(BookWorld.S1, "L0", "level 12:40 onHand=6");
        tell(BookWorld.S1, "ack A 0 12:30");
        assertThat(ledger.jdbc().queryForObject("select closed from book_line", Boolean.class))
                .isTrue();
        assertThat(states(BookWorld.S1)).containsEntry(StockState.ALLOCATED, 10L);

        ledger.submit(submission(List.of(ofAnotherArticle("list 11:55 X=1")))).join();

        assertThat(violations()).isEmpty();
        assertThat(states(BookWorld.S1)).containsEntry(StockState.ALLOCATED, 0L);
    }

    /** The batch that brings the newest figure has read what left before it; later ones have not. */
    @Test
    void what_of_an_order_is_in_which_lot_does_not_depend_on_how_far_back_a_batch_has_read() {
        tell(BookWorld.S2, "ack A 10 11:50");
        tellOfLot(BookWorld.S2, "L0", "level 12:00 onHand=5");
        tellOfLot(BookWorld.S2, "L0", "ship 5 12:05 A");
        tellOfLot(BookWorld.S2, "L1", "level 13:20 onHand=7");

        assertThat(states(BookWorld.S2)).containsEntry(StockState.ON_HAND, 12L);
        assertThat(violations()).isEmpty();
    }

    /** It was empty, so nobody would have read what its old figure contains. */
    @Test
    void a_lot_that_something_is_received_of_late_is_read_back_to_its_figure() {
        tell(BookWorld.S2, "ack A 10 11:50; ack A 4 12:30");
        tellOfLot(BookWorld.S2, "L0", "level 12:00 onHand=5");
        tellOfLot(BookWorld.S2, "L0", "ship 5 12:05");
        tellOfLot(BookWorld.S2, "L1", "level 13:20 onHand=7");
        assertThat(states(BookWorld.S2)).containsEntry(StockState.ON_HAND, 11L);

        tellOfLot(BookWorld.S2, "L0", "receive 3 12:40");

        assertThat(states(BookWorld.S2)).containsEntry(StockState.ON_HAND, 14L);
        assertThat(violations()).isEmpty();
    }

    @Test
    void what_was_held_of_a_lot_when_its_figure_was_stated_stays_on_hand_after_its_release() {
        tellOfLot(BookWorld.S2, "L0", "hold 2 11:50");
        tellOfLot(BookWorld.S2, "L0", "level 12:00 onHand=0");
        tellOfLot(BookWorld.S2, "L0", "release 2 12:05");
        tellOfLot(BookWorld.S2, "L1", "level 13:20 onHand=7");
        tellOfLot(BookWorld.S2, "L1", "receive 1 13:21");

        assertThat(states(BookWorld.S2)).containsEntry(StockState.ON_HAND, 10L);
        assertThat(states(BookWorld.S2)).containsEntry(StockState.QUALITY_HOLD, 0L);
        assertThat(violations()).isEmpty();
    }

    /** The other lot's count is newer, and is no figure that orders are less of. */
    @Test
    void a_count_of_another_lot_leaves_the_figure_that_orders_are_compared_with() {
        tell(BookWorld.S2, "ack A 10 11:50; ack A 4 12:10");
        tellOfLot(BookWorld.S2, "L0", "level 12:00 onHand=5");
        tellOfLot(BookWorld.S2, "L0", "ship 5 12:05");
        tellOfLot(BookWorld.S2, "L1", "count 13:20 onHand=0");
        tellOfLot(BookWorld.S2, "L1", "receive 1 13:21");

        assertThat(states(BookWorld.S2)).containsEntry(StockState.ON_HAND, 11L);
        assertThat(violations()).isEmpty();
    }

    private void tellOfLot(LocationId at, String lot, String sentence) {
        var event = (StockEvent) BookWorld.told(at, sentence).get(0);
        ledger.submit(submission(List.of(LotEvents.of(lot, null, event)))).join();
    }

    private static BookEvent ofAnotherArticle(String list) {
        var event = (BookEvent) BookWorld.told(BookWorld.S1, list).get(0);
        var header = event.header();
        return new BookEvent(
                new EventHeader(
                        header.key(),
                        header.hash(),
                        header.type(),
                        new Sku("GAS"),
                        header.location(),
                        header.at(),
                        header.sequence(),
                        header.reference(),
                        header.reason(),
                        header.lot()),
                event.order(),
                event.alias(),
                event.units(),
                event.completesList());
    }

    /** All events at once and in any order; promises one after the other beside them. */
    private void play(List<List<Object>> facts, List<Promise> promises, long seed) {
        var arrival = new ArrayList<>(facts);
        arrival.removeIf(fact -> fact.get(0) instanceof Promise);
        arrival.addAll(arrival.subList(0, arrival.size() / 3));
        Collections.shuffle(arrival, Chance.of(seed));
        var open = new ArrayList<CompletableFuture<?>>();
        var next = promises.iterator();
        for (var fact : arrival) {
            open.add(ledger.submit(submission(fact)));
            if (next.hasNext()) {
                promise(next.next());
            }
        }
        next.forEachRemaining(this::promise);
        open.forEach(CompletableFuture::join);
    }

    private void promise(Promise promise) {
        ledger.tasks()
                .submit(new PromiseGuest.Promising(promise.key(), promise.units()))
                .join();
    }

    private static Submission submission(List<Object> fact) {
        var events = fact.stream().map(StockEvent.class::cast).toList();
        var source = events.get(0).header().key().source();
        return new Submission(
                TestLedger.delivery(source), List.of(new EventGroup(events, "[]", 0)), List.of(), List.of(), List.of());
    }

    private List<DecidedSubmission> tell(LocationId at, String story) {
        var decided = new ArrayList<DecidedSubmission>();
        for (var sentence : story.split("; ")) {
            var told = BookWorld.told(at, sentence);
            if (told.get(0) instanceof Promise promise) {
                promise(promise);
            } else {
                decided.add(ledger.submit(submission(told)).join());
            }
        }
        return decided;
    }

    private Map<StockState, Long> states(LocationId at) {
        var states = new TreeMap<StockState, Long>();
        var units = ledger.units();
        for (var state :
                List.of(StockState.ON_HAND, StockState.QUALITY_HOLD, StockState.DAMAGED, StockState.ALLOCATED)) {
            states.put(state, units.getOrDefault(BookWorld.TENT + "@" + at + "/" + state, 0L));
        }
        return states;
    }

    private List<String> violations() {
        return java.util.stream.Stream.of(ledger.invariants(), ledger.lotInvariants())
                .flatMap(List::stream)
                .flatMap(one -> one.violations().stream())
                .toList();
    }

    @Test
    void a_repeated_acknowledgement_is_a_duplicate_and_the_same_id_with_other_content_a_conflict() {
        tell(BookWorld.S1, "level 12:00 onHand=40; ack A 10 11:30");
        assertThat(outcome(tell(BookWorld.S1, "ack A 10 11:30"))).isEqualTo(Outcome.DUPLICATE);
        var other = BookWorld.book(
                "ack A 10 11:30",
                EventType.ACKNOWLEDGE,
                BookWorld.S1,
                Instant.parse("2026-11-21T11:31:00Z"),
                BookWorld.order("A"),
                null,
                10,
                false);

        assertThat(outcome(List.of(ledger.submit(other)))).isEqualTo(Outcome.CONFLICT);
        assertThat(states(BookWorld.S1)).containsEntry(StockState.ON_HAND, 50L);
    }

    @Test
    void an_older_acknowledgement_that_comes_late_is_stale_and_kept() {
        tell(BookWorld.S1, "level 12:00 onHand=40; ack A 6 11:50");

        assertThat(outcome(tell(BookWorld.S1, "ack A 10 11:30"))).isEqualTo(Outcome.STALE);
        assertThat(states(BookWorld.S1)).containsEntry(StockState.ON_HAND, 46L);
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_number_of_two_orders_is_a_dead_letter_that_names_both() {
        tell(BookWorld.S1, "level 12:00 onHand=40; ack A 10 11:30 SO-9");

        var refused = tell(BookWorld.S1, "ack B 5 11:40 SO-9");

        assertThat(outcome(refused)).isEqualTo(Outcome.DEAD_LETTER);
        assertThat(refused.get(0).failures().get(0).message()).contains("SO-9", "order A", "one of B");
        assertThat(states(BookWorld.S1)).containsEntry(StockState.ON_HAND, 50L);
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_number_of_an_order_with_a_promise_of_its_own_is_no_alias() {
        tell(BookWorld.S1, "promise B 5; level 12:00 onHand=40");

        assertThat(outcome(tell(BookWorld.S1, "ack A 10 11:30 B"))).isEqualTo(Outcome.DEAD_LETTER);
        assertThat(states(BookWorld.S1)).containsEntry(StockState.ON_HAND, 40L);
    }

    @Test
    void orders_taken_over_long_ago_that_neither_left_nor_were_closed_are_overdue() {
        tell(
                BookWorld.S1,
                "ack A 10 09:00; ack B 5 09:10; ack C 3 09:20; ack D 2 09:30; promise C 3; ship 4 12:20 A; ship 5 12:30 B");
        tell(BookWorld.S2, "ack E 7 09:00 SO-9; ship 3 11:00 SO-9; list 12:00 X=1; list 10:00 Y=1; ack F 1 12:10");
        var books = new JdbcOrderBooks(
                ledger.jdbc(),
                new OrderBooks.Patience(Map.of(Events.ERP, Duration.ofHours(2))),
                this::untilNoonAndHalf);

        var overdue = books.overdue(3);

        assertThat(overdue.total()).isEqualTo(3);
        assertThat(overdue.orders())
                .extracting(one -> one.order().reference() + " " + one.open())
                .containsExactly("A 6", "C 3", "D 2");
        assertThat(books.overdue(1).total()).isEqualTo(3);
        assertThat(books.overdue(1).orders()).hasSize(1);
    }

    @Test
    void what_no_figure_needs_goes_and_every_later_fact_counts_as_if_it_had_stayed() {
        var cut = BookWorld.time("12:30");
        long removed = 0;
        for (int round = 0; round < ROUNDS / 2; round++) {
            long seed = 5_000L + round;
            var at = LOCATIONS.get(round % LOCATIONS.size());
            close();
            open();
            int lots = round / LOCATIONS.size() % 3; // none, one, several
            var plain = new RandomBooks(seed, at).facts(60);
            var facts = lots == 0 ? plain : RandomBooks.byLot(plain, lots * lots);
            var promises = RandomBooks.promises(facts);
            var later = facts.stream().filter(fact -> isLater(fact, cut)).toList();
            var before = new ArrayList<>(facts);
            before.removeAll(later);

            play(before, promises, seed);
            var states = states(at);
            removed += removeOld(cut, 2);
            assertThat(violations()).as("seed %d at %s", seed, at).isEmpty();
            assertThat(states(at)).as("seed %d at %s", seed, at).isEqualTo(states);
            play(later, List.of(), seed);

            assertThat(states(at))
                    .as("seed %d at %s", seed, at)
                    .isEqualTo(
                            lots == 2
                                    ? RandomBooks.merged(facts, promises, at)
                                    : new NaiveBooks(RandomBooks.events(plain), promises).states());
            assertThat(violations()).as("seed %d at %s", seed, at).isEmpty();
        }
        assertThat(removed).isGreaterThan(ROUNDS / 8);
    }

    /** Wholly of the time that is kept; another number of an order is told in time. */
    private static boolean isLater(List<Object> fact, Instant cut) {
        return fact.stream()
                .allMatch(one -> one instanceof StockEvent event
                        && !event.header().at().isBefore(cut)
                        && !(event instanceof BookEvent book && book.alias() != null));
    }

    private long removeOld(Instant before, int limit) {
        var old = new OldOrderBooks(
                ledger.jdbc(),
                TestPostgres.transactionsOn(
                        java.util.Objects.requireNonNull(ledger.jdbc().getDataSource())),
                BookWorld.policy().clocks());
        long removed = 0;
        for (boolean isLast = false; !isLast; ) {
            var step = old.removeBefore(before, limit);
            removed += step.removed();
            isLast = step.isLast();
        }
        return removed;
    }

    @Test
    void what_is_said_late_of_a_line_that_is_gone_opens_it_no_more() {
        tell(
                BookWorld.S1,
                "promise A 10; ack A 10 10:00; promise A 0; ack A 0 10:30; ack B 4 10:10; level 12:00 onHand=40");
        var states = states(BookWorld.S1);

        assertThat(removeOld(BookWorld.time("11:30"), 100)).isEqualTo(2);
        assertThat(count("book_line")).isEqualTo(1);
        assertThat(violations()).isEmpty();

        assertThat(outcome(tell(BookWorld.S1, "ack A 10 10:20"))).isEqualTo(Outcome.STALE);
        assertThat(states(BookWorld.S1)).isEqualTo(states);
        assertThat(outcome(tell(BookWorld.S1, "ack C 3 11:50"))).isEqualTo(Outcome.APPLIED);
        assertThat(states(BookWorld.S1)).containsEntry(StockState.ON_HAND, 47L);
        assertThat(violations()).isEmpty();
    }

    @Test
    void lists_and_statements_that_newer_ones_replaced_go_and_what_a_figure_contains_stays() {
        tell(BookWorld.S1, "list 10:30 B=5; list 10:40 B=4; list 11:00 B=4; level 12:00 onHand=40");
        tell(BookWorld.S2, "ack A 10 10:00; level 11:00 onHand=40; ship 10 11:10 A");
        var states = List.of(states(BookWorld.S1), states(BookWorld.S2));

        assertThat(removeOld(BookWorld.time("11:30"), 100)).isEqualTo(4);
        assertThat(List.of(count("book_list"), count("book_statement"), count("book_line")))
                .containsExactly(1L, 2L, 2L);
        assertThat(List.of(states(BookWorld.S1), states(BookWorld.S2))).isEqualTo(states);
        assertThat(violations()).isEmpty();
    }

    /** The times themselves are young, as everywhere. */
    @Test
    void what_was_said_since_the_cut_off_stays_though_no_figure_needs_it() {
        tell(BookWorld.S1, "promise A 10; ack A 10 10:00; promise A 0; ack A 0 10:30; level 12:00 onHand=40");
        tell(BookWorld.S2, "list 10:30 B=5; list 10:40 B=4; level 12:00 onHand=40");

        assertThat(removeOld(BookWorld.time("10:30"), 100)).isZero();
        assertThat(removeOld(BookWorld.time("10:31"), 100)).isEqualTo(2);
        assertThat(removeOld(BookWorld.time("10:40"), 100)).isZero();
        assertThat(removeOld(BookWorld.time("10:41"), 100)).isEqualTo(2);
        assertThat(violations()).isEmpty();
    }

    @Test
    void one_statement_more_than_are_kept_of_a_line_and_one_list_more_of_a_book_are_dead_letters() {
        tell(BookWorld.S1, "ack A 10 10:00; list 11:00 A=10; level 12:00 onHand=40");
        ledger.jdbc()
                .update(
                        "insert into book_statement select line, at - i * interval '1 second', kind, 0, 1, 'e' || i"
                                + " from book_statement, generate_series(1, ?) i where kind = 0",
                        OrderBook.STATEMENTS_MAX);
        var refused = tell(BookWorld.S1, "ack A 9 10:20");
        assertThat(outcome(refused)).isEqualTo(Outcome.DEAD_LETTER);
        assertThat(refused.get(0).failures().get(0).message()).contains("order A at S1", "30000 statements of erp");

        ledger.jdbc()
                .update(
                        "insert into book_list select source, location, at - i * interval '1 second', 'e' || i"
                                + " from book_list, generate_series(1, ?) i",
                        OrderBook.STATEMENTS_MAX);
        var list = tell(BookWorld.S1, "list 11:30 B=1");
        assertThat(outcome(list)).isEqualTo(Outcome.DEAD_LETTER);
        assertThat(list.get(0).failures().get(0).message()).contains("the open orders of S1");
        assertThat(outcome(tell(BookWorld.S1, "ack A 10 10:00"))).isEqualTo(Outcome.DUPLICATE);
    }

    private long count(String table) {
        return java.util.Objects.requireNonNull(
                ledger.jdbc().queryForObject("select count(*) from " + table, Long.class));
    }

    private Duration untilNoonAndHalf() {
        return Duration.between(Instant.now(), Instant.parse("2026-11-21T12:30:00Z"));
    }

    private static Outcome outcome(List<DecidedSubmission> decided) {
        return decided.get(decided.size() - 1).outcomes().get(0).outcome();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update position_state set netted_units = netted_units + 1, after_units = after_units + 1 where state = 0 | ON_HAND is 51",
                "update position_state set netted_units = netted_units - 1, after_units = after_units - 1 where state = 4 | ALLOCATED is 10",
                "update position_state set base_nets = 0 where state = 0 | ON_HAND is 50",
                "update book_statement set units = 9 where units = 10 | of an order as of",
                "delete from book_statement where units = 10 | its book keeps nothing",
                "update event set s_allocated = 11 where s_allocated = 10 | says 11",
                "update book_list set at = '2026-11-21T12:30Z' where at > '2026-11-21T11:30Z' | what was said of its orders makes it",
                "update reference_told set promised_max = 1 | and never more than 1",
                "update reference_told set dispatched = dispatched + 1 | history says"
            })
    void verify_finds_what_was_damaged(String damage, String told) {
        tell(
                BookWorld.S1,
                "promise A 10; ack A 10 11:30; list 11:20 A=4 Y=1; list 11:40 X=1 A=10; level 12:00 onHand=40; ship 1 12:30 Z");
        assertThat(violations()).isEmpty();

        ledger.jdbc().execute(damage);

        assertThat(violations()).anySatisfy(found -> assertThat(found).contains(told));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update lot_state set netted_units = netted_units + 1, after_units = after_units + 1 where lot = '' and state = 0 | makes it",
                "update lot_state set base_nets = 0 where lot = 'L0' and state = 0 | ON_HAND is 48",
                "update position_state set base_units = base_units + 1 where state = 4 | level 12:00 allocated=12 of erp states it as of",
                "update position_state set netted_units = netted_units - 1, after_units = after_units - 1 where state = 4 | ALLOCATED is",
            })
    void verify_finds_what_was_damaged_of_items_with_lots(String damage, String told) {
        for (var sentence :
                "promise A 10; ack A 10 11:30; level 12:00 onHand=40; level 12:00 allocated=12; ship 4 12:30 A"
                        .split("; ")) {
            var fact = RandomBooks.byLot(List.of(BookWorld.told(BookWorld.S2, sentence)), 1)
                    .get(0);
            if (fact.get(0) instanceof Promise promise) {
                promise(promise);
            } else {
                ledger.submit(submission(fact)).join();
            }
        }
        assertThat(violations()).isEmpty();
        assertThat(ledger.lotUnits()).containsEntry("TENT|L0@S2/ON_HAND", 40L).containsEntry("TENT|@S2/ON_HAND", 8L);

        ledger.jdbc().execute(damage);

        assertThat(violations()).anySatisfy(found -> assertThat(found).contains(told));
    }
}
