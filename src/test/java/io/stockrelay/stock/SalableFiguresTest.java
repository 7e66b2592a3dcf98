package io.stockrelay.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.BookWorld.Promise;
import io.stockrelay.testkit.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 4 of the semantics, one row a case; each row is played in many orders of arrival. */
class SalableFiguresTest {

    private static final int ARRIVALS = 40;
    private static final String S = "level 12:00 onHand=40; ";
    private static final String A = "promise A 10; ack A 10 11:30; ";

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "the table: netted, taken over later, never",
                        "S1",
                        S + A + "promise B 5; ack B 5 12:10; promise C 3",
                        50,
                        18,
                        32),
                row("no orders at all", "S1", S, 40, 0, 40),
                row("a ship of a netted line after T has no effect", "S1", S + A + "ship 4 12:20 A", 46, 6, 40),
                row("a ship of a netted line before T is inside S", "S1", S + A + "ship 4 11:40 A", 46, 6, 40),
                row("a ship of more than was netted lowers it", "S1", S + A + "ship 12 12:20 A", 38, 0, 38),
                row(
                        "a ship of a line not netted lowers on hand and promise",
                        "S1",
                        S + "promise B 5; ack B 5 12:10; ship 5 12:20 B",
                        35,
                        0,
                        35),
                row("cancelling a netted line adds its remainder", "S1", S + A + "promise A 0", 50, 0, 50),
                row("cancelling what a netted line has left", "S1", S + A + "ship 4 12:20 A; promise A 4", 46, 0, 46),
                row("amending a netted line upwards takes the difference", "S1", S + A + "promise A 12", 50, 12, 38),
                row("taken over at T itself is inside", "S1", S + "promise A 10; ack A 10 12:00", 50, 10, 40),
                row("closed at the source before T", "S1", S + A + "ack A 0 11:50", 40, 10, 30),
                row("closed in part before T", "S1", S + A + "ack A 6 11:50", 46, 10, 36),
                row("closed at the source after T: netted by S still", "S1", S + A + "ack A 0 12:20", 50, 10, 40),
                row("a list as of T holds it", "S1", S + "promise A 10; list 12:00 A=10", 50, 10, 40),
                row("a list as of T no longer holds it", "S1", S + A + "list 12:00 X=1", 41, 11, 30),
                row(
                        "a list before T no longer holds it, an older acknowledgement comes late",
                        "S1",
                        S + "promise A 10; list 11:50 X=1; ack A 10 11:30",
                        41,
                        11,
                        30),
                row("a newer list puts it back", "S1", S + A + "list 11:40 X=1; list 11:50 X=1 A=10", 51, 11, 40),
                row("a list after T changes nothing of ours", "S1", S + A + "list 12:30 X=0", 50, 10, 40),
                row(
                        "the source's own order on the list: its ship has no effect",
                        "S1",
                        S + "list 12:00 X=5; ship 5 12:20 X",
                        40,
                        0,
                        40),
                row("the source's own order on the list, not shipped", "S1", S + "list 12:00 X=5", 45, 5, 40),
                row(
                        "the source's own order came after T: promised, and not inside S",
                        "S1",
                        S + "list 12:30 X=5",
                        40,
                        5,
                        35),
                row(
                        "the source's own order closed after T: what left may not be told yet",
                        "S1",
                        S + "list 12:00 X=5; list 12:30 Y=0",
                        45,
                        5,
                        40),
                row("an unlisted order the source ships lowers", "S1", S + "ship 5 12:20 X", 35, 0, 35),
                row(
                        "the source holds more of ours than we promised",
                        "S1",
                        S + "promise A 10; list 12:00 A=12",
                        52,
                        12,
                        40),
                row("an order acknowledged before it is known here", "S1", S + "ack A 10 11:30", 50, 10, 40),
                row(
                        "a list is cut from ships like a figure of its source",
                        "S1",
                        S + "list 12:00 X=5; ship 5 11:55 X",
                        40,
                        0,
                        40),
                row("a ship within the lag before T counts as after", "S1", S + A + "ship 4 11:55 A", 46, 6, 40),
                row(
                        "ships between list and figure",
                        "S1",
                        "level 13:00 onHand=40; list 12:00 X=5; ship 2 12:20 X",
                        43,
                        3,
                        40),
                row("hold before T is netted", "S1", S + "hold 3 11:00", 43, 0, 40),
                row("hold after T lowers", "S1", S + "hold 3 12:05", 40, 0, 37),
                row("release after T raises", "S1", S + "hold 3 11:00; release 2 12:30", 43, 0, 42),
                row("scrap after T of what was damaged before", "S1", S + "damage 3 11:00; scrap 2 12:30", 41, 0, 40),
                row("a hold stated before T", "S1", S + "level 11:00 hold=5", 45, 0, 40),
                row(
                        "a hold stated higher after T lowers",
                        "S1",
                        S + "level 11:00 hold=5; level 12:30 hold=8",
                        45,
                        0,
                        37),
                row(
                        "a hold stated lower after T does not raise",
                        "S1",
                        S + "level 11:00 hold=5; level 12:30 hold=2",
                        42,
                        0,
                        40),
                row("a hold first stated after T", "S1", S + "level 12:30 hold=8", 40, 0, 32),
                row(
                        "what was held as of T by an older statement and what moved since",
                        "S1",
                        S + "level 11:00 hold=5; hold 2 11:30; hold 1 12:10; level 12:30 hold=20",
                        47,
                        0,
                        27),
                row("a newer salable figure", "S1", S + A + "level 13:00 onHand=30; ship 10 12:30 A", 30, 0, 30),
                row("a late older figure is stale", "S1", "level 13:00 onHand=30; " + S + A, 40, 10, 30),
                row("a cycle count is physical", "S1", S + A + "count 13:00 onHand=47", 47, 10, 37),
                row("receipts after T raise", "S1", S + A + "receive 6 12:30", 56, 10, 46),
                row(
                        "shipped under the source's own number",
                        "S1",
                        S + "promise A 10; ack A 10 11:30 SO-9; ship 4 12:20 SO-9",
                        46,
                        6,
                        40),
                row(
                        "shipped under it before T",
                        "S1",
                        S + "promise A 10; ack A 10 11:30 SO-9; ship 4 11:40 SO-9",
                        46,
                        6,
                        40),
                row(
                        "listed under the source's own number",
                        "S1",
                        S + "promise A 10; ack A 10 11:30 SO-9; list 12:00 SO-9=7",
                        47,
                        10,
                        37),
                row(
                        "an order with three numbers",
                        "S1",
                        S + "promise A 10; ack SO-9 10 11:30 W-1; ack A 10 11:20 SO-9; ship 4 12:20 W-1",
                        46,
                        6,
                        40),
                row(
                        "physical, order book stated: taken over is inside",
                        "S3",
                        "level 12:00 onHand=100; level 12:00 allocated=15; " + A,
                        100,
                        15,
                        85),
                row(
                        "physical, stated: not taken over is added",
                        "S3",
                        "level 12:00 onHand=100; level 12:00 allocated=15; " + A
                                + "promise B 5; ack B 5 12:10; promise C 3",
                        100,
                        23,
                        77),
                row(
                        "stated: a ship of an order inside lowers it",
                        "S3",
                        "level 12:00 onHand=100; level 12:00 allocated=15; " + A + "ship 4 12:20 A",
                        96,
                        11,
                        85),
                row(
                        "stated: a ship of an order not known to be inside does not",
                        "S3",
                        "level 12:00 onHand=100; level 12:00 allocated=15; ship 4 12:20 Z",
                        96,
                        15,
                        81),
                row(
                        "stated: a ship of an order listed as of T lowers it",
                        "S3",
                        "level 12:00 onHand=100; level 12:00 allocated=15; list 12:00 X=5; ship 4 12:20 X",
                        96,
                        11,
                        85),
                row(
                        "stated: a newer figure holds",
                        "S3",
                        "level 12:00 onHand=100; level 12:00 allocated=15; level 12:30 allocated=9; " + A,
                        100,
                        10,
                        90),
                row(
                        "stated less than what is known to be inside: our promise is kept",
                        "S3",
                        "level 12:00 onHand=100; level 12:00 allocated=4; " + A,
                        100,
                        10,
                        90),
                row(
                        "stated: cancelling an order inside frees it",
                        "S3",
                        "level 12:00 onHand=100; level 12:00 allocated=15; " + A + "promise A 0",
                        100,
                        5,
                        95),
                row(
                        "salable and stated as of the same time",
                        "S2",
                        "level 12:00 onHand=40 allocated=15; " + A + "promise C 3",
                        55,
                        18,
                        37),
                row(
                        "salable and stated, order ships",
                        "S2",
                        "level 12:00 onHand=40 allocated=15; " + A + "ship 4 12:20 A",
                        51,
                        11,
                        40),
                row(
                        "more stated after the salable figure: not inside it",
                        "S2",
                        "level 12:00 onHand=40 allocated=15; level 12:30 allocated=25",
                        55,
                        25,
                        30),
                row(
                        "less stated after the salable figure: does not raise",
                        "S2",
                        "level 12:00 onHand=40 allocated=15; level 12:30 allocated=5",
                        45,
                        5,
                        40),
                row(
                        "stated for the first time after the salable figure",
                        "S2",
                        "level 12:00 onHand=40; level 12:30 allocated=5",
                        40,
                        5,
                        35));
    }

    private static Arguments row(String name, String at, String story, long onHand, long allocated, long available) {
        return arguments(name, new LocationId(at), story, onHand, allocated, available);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_figure_less_what_it_does_not_contain(
            String name, LocationId at, String story, long onHand, long allocated, long available) {
        var facts = new ArrayList<List<Object>>();
        for (var sentence : story.split("; ")) {
            facts.add(BookWorld.told(at, sentence.strip()));
        }
        var random = Chance.of(name.hashCode());
        for (int arrival = 0; arrival < ARRIVALS; arrival++) {
            var draft = played(facts, at);

            assertThat(List.of(
                            draft.track(StockState.ON_HAND).units(),
                            draft.track(StockState.ALLOCATED).units(),
                            draft.available()))
                    .as("on hand, allocated, available after %s", facts)
                    .isEqualTo(List.of(onHand, allocated, available));
            Collections.shuffle(facts, random);
        }
    }

    private static PositionDraft played(List<List<Object>> facts, LocationId at) {
        var memory = new Events.Memory();
        var merge = new Merge(BookWorld.policy());
        var promises = promisesInTheirOrder(facts);
        for (var fact : facts) {
            for (var told : fact) {
                if (told instanceof Promise promise) {
                    var next =
                            Objects.requireNonNull(promises.get(promise.key())).remove(0);
                    merge.reserve(next.key(), next.units(), memory);
                } else {
                    decide(merge, (StockEvent) told, memory);
                }
            }
        }
        return memory.position(BookWorld.position(at));
    }

    /** Each event tells what it changed, whatever was derived because of it. */
    private static void decide(Merge merge, StockEvent event, Events.Memory memory) {
        var draft = memory.position(event.header().position());
        var before = units(draft);

        var trail = merge.decide(event, memory).trail();

        units(draft).forEach((state, now) -> {
            long units = Objects.requireNonNull(before.get(state));
            if (now != units || trail.containsKey(state)) {
                assertThat(trail).as("%s", event).containsEntry(state, new Decision.Step(units, now));
            }
        });
    }

    private static Map<StockState, Long> units(PositionDraft draft) {
        return Stream.of(StockState.values())
                .collect(Collectors.toMap(
                        state -> state, state -> draft.track(state).units()));
    }

    /** Promises of one order follow one another however they are shuffled: the last one of a story is what holds. */
    private static HashMap<ReferenceKey, List<Promise>> promisesInTheirOrder(List<List<Object>> facts) {
        var promises = new HashMap<ReferenceKey, List<Promise>>();
        facts.stream()
                .flatMap(List::stream)
                .filter(Promise.class::isInstance)
                .map(Promise.class::cast)
                .sorted((one, other) -> Integer.compare(rank(one), rank(other)))
                .forEach(one -> promises.computeIfAbsent(one.key(), key -> new ArrayList<>())
                        .add(one));
        return promises;
    }

    /** In these stories an order is promised 10 first, and then changed. */
    private static int rank(Promise promise) {
        return promise.units() == 10 ? 0 : 1;
    }
}
