package io.stockrelay.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.BookWorld.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order books of sources: what becomes of each line, by which numbers an order goes, what can be forgotten. */
class OrderNumbersTest {

    private static final String PROBLEM = "; nothing was taken. Find out which is right, and send it under a new id";

    private final Merge merge = new Merge(BookWorld.policy());
    private final Events.Memory memory = new Events.Memory();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ack A 10 11:30, APPLIED",
        "ack A 10 11:30; ack A 8 11:40, APPLIED",
        "ack A 10 11:30; ack A 8 11:20, STALE",
        "ack A 10 11:30; ack B 8 11:20, APPLIED",
        "list 11:50 X=1; ack A 10 11:30, STALE",
        "list 11:50 X=1; ack A 10 11:55, APPLIED"
    })
    void the_newest_word_on_an_order_holds(String story, Outcome outcome) {
        var decision = last(BookWorld.S1, story);

        assertThat(decision.outcome()).isEqualTo(outcome);
        assertThat(decision.detail())
                .isEqualTo(outcome == Outcome.STALE ? "the order book says something newer of it" : null);
    }

    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ack A 1 11:30       | ack A 1 11:40      |
            ack A 1 11:30       | ack A 1 11:40 SO-9 |
            ack A 1 11:30 SO-9  | ack A 1 11:40 SO-9 |
            ship 1 11:00 SO-9   | ack A 1 11:40 SO-9 |
            promise A 1         | ack A 1 11:40 SO-9 |
            ack A 1 11:30 SO-9  | ack B 1 11:40 SO-9 | number SO-9 is known as another number of order A, so it \
            cannot be one of B
            ack A 1 11:30 SO-9  | ack SO-9 1 11:40 W | -
            promise SO-9 1      | ack A 1 11:40 SO-9 | number SO-9 is of an order of its own, with a promise: it \
            cannot be another number of A
            """)
    void one_number_is_of_one_order_for_ever(String story, String then, @Nullable String objection) {
        last(BookWorld.S1, story);

        var told =
                merge.objection((StockEvent) BookWorld.told(BookWorld.S1, then).get(0), memory);

        if (objection == null || objection.equals("-")) {
            assertThat(told).isEmpty();
        } else {
            assertThat(told).contains(objection + PROBLEM);
        }
    }

    /** A number told of another is followed, whoever told it and when; nobody follows it back. */
    @ParameterizedTest(name = "known {0}, told {1}: {2} is {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -   | -           | A | A
            B=A | -           | B | B A
            B=A | -           | A | A
            -   | B=A         | B | B A
            -   | C=B         | C | C B
            B=A | C=B         | C | C B A
            B=A | B=D         | B | B D A
            -   | A=B B=A     | A | A B
            """)
    void an_order_is_looked_for_under_each_of_its_numbers(
            @Nullable String known, @Nullable String told, String number, String all) {
        var numbers = new OrderNumbers(
                pairs(known).collect(Collectors.toMap(one -> one[0], one -> one[1])),
                pairs(told).collect(Collectors.toMap(one -> one[0], one -> Set.of(one[1]))));

        assertThat(numbers.of(BookWorld.order(number)))
                .extracting(OrderReference::reference)
                .containsExactly(all.split(" ", -1));
    }

    private static Stream<OrderReference[]> pairs(@Nullable String words) {
        return words == null
                ? Stream.empty()
                : Stream.of(words.split(" ", -1))
                        .map(word -> new OrderReference[] {
                            BookWorld.order(word.substring(0, 1)), BookWorld.order(word.substring(2))
                        });
    }

    @ParameterizedTest(name = "{0} statements and {1} lists kept: {2} is taken {3}")
    @CsvSource({
        "29999, 0, ack A 1 11:30, true",
        "30000, 0, ack A 1 11:30, false",
        "30000, 0, ack B 1 11:30, true",
        "30000, 0, list 11:30 A=1, false",
        "0, 29999, list 11:30 A=1, true",
        "0, 30000, list 11:30 A=1, false",
        "0, 30000, ack A 1 11:30, true"
    })
    void so_much_is_kept_of_a_line_and_of_lists_and_no_more(long lines, long lists, String told, boolean isTaken) {
        var book = draft(BookWorld.S1).book();
        book.kept(new OrderBook.Line(Events.ERP, BookWorld.order("A")), lines);
        book.keptLists(Events.ERP, lists);

        var objection =
                merge.objection((StockEvent) BookWorld.told(BookWorld.S1, told).get(0), memory);

        assertThat(objection.isEmpty()).as("%s", objection).isEqualTo(isTaken);
        objection.ifPresent(words -> assertThat(words).contains("30000 statements", "retention.order-books"));
    }

    @Test
    void what_a_batch_adds_counts_against_what_may_be_kept() {
        draft(BookWorld.S1).book().kept(new OrderBook.Line(Events.ERP, BookWorld.order("A")), 29_998);
        last(BookWorld.S1, "ack A 1 11:30; ack A 2 11:31");

        assertThat(merge.objection(
                        (StockEvent)
                                BookWorld.told(BookWorld.S1, "ack A 3 11:32").get(0),
                        memory))
                .isPresent();
    }

    @Test
    void only_what_is_said_of_order_books_is_objected_to() {
        var ship = (StockEvent) BookWorld.told(BookWorld.S1, "ship 1 11:00 A").get(0);

        assertThat(merge.objection(ship, memory)).isEmpty();
    }

    /** What was promised, and what left, under either number is of one order. */
    @ParameterizedTest(name = "{0}: {1} promised, {2} left of it")
    @CsvSource({
        "promise SO-9 4; ack A 10 11:30 SO-9, 4, 0",
        "promise A 3; ship 1 11:00 SO-9; ack A 10 11:30 SO-9, 2, 1",
        "promise A 3; ship 1 11:00 SO-9; ack A 10 11:30 SO-9; ack A 9 11:40 SO-9, 2, 1",
        "promise A 3; ack A 10 11:30 SO-9; ship 1 11:00 SO-9, 2, 1",
        "ship 1 11:00 SO-9; ack A 10 11:30 SO-9; promise A 3, 2, 1",
        "ship 1 11:00 W; ack SO-9 10 11:20 W; ack A 10 11:30 SO-9; promise A 3, 2, 1",
    })
    void what_was_known_under_another_number_is_known_under_the_first(String story, long promised, long left) {
        last(BookWorld.S1, story);

        assertThat(draft(BookWorld.S1).track(StockState.ALLOCATED).units()).isEqualTo(promised);
        var totals = memory.reference(BookWorld.order("SO-9").at(BookWorld.position(BookWorld.S1)));
        assertThat(totals.dispatched()).isEqualTo(left);
        assertThat(totals).isEqualTo(memory.reference(BookWorld.order("A").at(BookWorld.position(BookWorld.S1))));
    }

    @ParameterizedTest(name = "{0}: {1} can be forgotten of {2}")
    @CsvSource(delimiter = '|', textBlock = """
            S1 | level 12:00 onHand=40; ack A 0 11:30                             | A
            S1 | level 12:00 onHand=40; ack A 0 12:00                             | A
            S1 | level 12:00 onHand=40; ack A 0 12:30                             |
            S1 | level 12:00 onHand=40; ack A 5 11:30                             |
            S1 | level 12:00 onHand=40; ack A 5 11:30; ship 5 12:20 A             |
            S1 | level 12:00 onHand=40; ack A 5 11:30; ship 5 11:40 A             | A
            S1 | level 12:00 onHand=40; ack A 5 12:30; ship 5 12:40 A             |
            S1 | level 12:00 onHand=40; ack A 0 11:30; ack B 5 11:30              | A
            S1 | ack A 0 11:30                                                    |
            S3 | level 12:00 onHand=99; level 12:00 allocated=15; ack A 0 11:30   | A
            S3 | level 11:00 onHand=99; level 12:00 allocated=15; ack A 0 11:30   |
            S3 | level 12:00 onHand=99; level 12:00 allocated=15; ack A 0 12:30   |
            S3 | level 12:00 onHand=99; level 12:00 allocated=15; ack A 5 11:30   |
            S3 | level 12:00 allocated=15; ack A 0 11:30                          | A
            S2 | level 12:00 onHand=40; level 12:30 allocated=9; ack A 0 12:10    |
            S2 | level 12:30 onHand=40; level 12:00 allocated=9; ack A 0 12:10    |
            S2 | level 12:30 onHand=40; level 12:00 allocated=9; ack A 0 11:50    | A
            """)
    void what_no_figure_can_make_anything_of_is_forgotten(LocationId at, String story, @Nullable String closed) {
        last(at, story);

        assertThat(draft(at).book().closed())
                .extracting(line -> line.order().reference())
                .containsExactly(closed == null ? new String[0] : closed.split(" ", -1));
    }

    @Test
    void what_was_said_is_to_be_written_under_the_number_the_order_goes_by() {
        last(BookWorld.S1, "ack SO-9 10 11:20; ack A 10 11:30 SO-9");

        var added = draft(BookWorld.S1).book().added();
        assertThat(added.keySet()).extracting(line -> line.order().reference()).containsExactly("A");
        assertThat(added.values()).allSatisfy(all -> assertThat(all).hasSize(2));
    }

    /** Pegs stand on no line of the list, and on no acknowledgement that tells the order's other number. */
    @Test
    void what_is_said_of_an_order_is_said_of_every_position_of_it() {
        last(BookWorld.S1, "level 12:00 onHand=40");
        var pegs = new PositionKey(new Sku("PEG"), BookWorld.S1);
        merge.decide(Events.onHand(Events.ERP, "pegs", "PEG", BookWorld.S1, 7, BookWorld.time("12:00")), memory);
        merge.decide(acknowledged("SO-9", "PEG", 5), memory);
        merge.reserve(BookWorld.order("A").at(pegs), 2, memory);
        assertThat(units(pegs)).containsExactly(12L, 7L);

        last(BookWorld.S1, "ack A 1 11:30 SO-9");
        assertThat(units(pegs)).containsExactly(12L, 5L);

        last(BookWorld.S1, "list 11:50 X=1");
        assertThat(units(pegs)).containsExactly(7L, 2L);
    }

    private List<Long> units(PositionKey key) {
        var draft = memory.position(key);
        return List.of(
                draft.track(StockState.ON_HAND).units(),
                draft.track(StockState.ALLOCATED).units());
    }

    private static BookEvent acknowledged(String order, String sku, long units) {
        var one = BookWorld.book(
                "ack " + sku,
                EventType.ACKNOWLEDGE,
                BookWorld.S1,
                BookWorld.time("11:20"),
                BookWorld.order(order),
                null,
                units,
                false);
        var header = one.header();
        return new BookEvent(
                new EventHeader(
                        header.key(),
                        header.hash(),
                        header.type(),
                        new Sku(sku),
                        header.location(),
                        header.at(),
                        header.sequence(),
                        header.reference(),
                        null,
                        null),
                one.order(),
                null,
                units,
                false);
    }

    /** Two minutes either way: the least of all that may have been so at noon. */
    @ParameterizedTest(name = "{0}: {1} on hand")
    @CsvSource({
        "ack A 10 11:30, 50",
        "ack A 10 11:30; ack A 4 12:01, 44",
        "ack A 10 11:30; ack A 4 12:02, 44",
        "ack A 10 11:30; ack A 4 12:03, 50",
        "ack A 10 11:30; ack A 20 11:59, 50",
        "ack A 10 11:30; ack A 20 11:58, 60",
        "ack A 10 11:59, 40",
        "ack A 10 11:30; list 12:01 X=0, 40",
        "ack A 10 11:30; list 12:03 X=0, 50"
    })
    void where_stamps_are_coarse_less_is_taken_to_be_inside_a_figure(String story, long onHand) {
        var exact = BookWorld.policy();
        var coarse = new Clocks(Map.of(
                new Clocks.Pair(Events.ERP, Events.ERP), new Clocks.Slack(Duration.ofMinutes(2), Duration.ZERO)));
        var policy = new StockPolicy(exact.authority(), coarse, exact.references(), exact.figures());

        last(new Merge(policy), BookWorld.S1, "level 12:00 onHand=40; " + story);

        assertThat(draft(BookWorld.S1).track(StockState.ON_HAND).units()).isEqualTo(onHand);
    }

    /** What is derived needs no event of its own. */
    @Test
    void a_position_derived_anew_is_what_it_was() {
        last(BookWorld.S1, "level 12:00 onHand=40; promise A 10; ack A 10 11:30");
        var position = BookWorld.position(BookWorld.S1);
        assertThat(merge.rederived(position, memory)).isEmpty();

        var track = draft(BookWorld.S1).track(StockState.ON_HAND);
        memory.position(position).set(StockState.ON_HAND, track.netting(3));
        assertThat(merge.rederived(position, memory)).containsEntry(StockState.ON_HAND, new Decision.Step(43, 50));
    }

    private Decision last(LocationId at, String story) {
        return last(merge, at, story);
    }

    private Decision last(Merge merge, LocationId at, String story) {
        Decision last = null;
        for (var sentence : story.split("; ", -1)) {
            for (var told : BookWorld.told(at, sentence)) {
                if (told instanceof Promise promise) {
                    merge.reserve(promise.key(), promise.units(), memory);
                } else {
                    last = merge.decide((StockEvent) told, memory);
                }
            }
        }
        return last == null ? Decision.without(Outcome.IGNORED, "a promise only") : last;
    }

    private PositionDraft draft(LocationId at) {
        return memory.position(BookWorld.position(at));
    }
}
