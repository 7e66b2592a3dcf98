package io.stockrelay.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.stock.BookWorld.Promise;
import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ERP states what of each lot it could still sell; which lot an order was deducted from, it does not say. */
class SalableLotsTest {

    private final Merge merge = new Merge(BookWorld.policy());
    private final Events.Memory memory = new Events.Memory();

    @ParameterizedTest(name = "{0}: {1} on hand, {2} available, lots {3}")
    @CsvSource(delimiter = '|', textBlock = """
            level 12:00 onHand=30 @a; level 12:00 onHand=10 @b                                              | 40 | 40 | a=30 b=10
            level 12:00 onHand=30 @a; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30; promise B 5; ack B 5 12:10; promise C 3 | 50 | 32 | a=30 b=10 none=10
            promise A 10; ack A 10 11:30; promise B 5; level 12:00 onHand=10 @b; level 12:00 onHand=30 @a   | 50 | 35 | a=30 b=10 none=10
            level 12:00 onHand=30 @a; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30; ship 10 12:20 A @a | 40 | 40 | a=30 b=10
            level 12:00 onHand=30 @a; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30; ship 4 12:20 A @b  | 46 | 40 | a=30 b=10 none=6
            level 12:00 onHand=30 @a; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30; promise A 0   | 50 | 50 | a=30 b=10 none=10
            level 11:00 onHand=30 @a; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30                | 40 | 30 | a=30 b=10
            level 11:00 onHand=0 @a; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30                 | 20 | 10 | a=0 b=10 none=10
            receive 5 11:00 @c; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30                      | 15 | 5  | b=10 c=5
            receive 5 12:30 @c; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30                      | 25 | 15 | b=10 c=5 none=10
            level 12:00 onHand=10 @b; count 12:05 onHand=8 @a; promise A 10; ack A 10 11:30                 | 18 | 8  | a=8 b=10
            level 12:00 onHand=10 @b; count 11:55 onHand=8 @a; promise A 10; ack A 10 11:30                 | 18 | 8  | a=8 b=10
            level 12:00 onHand=10 @a; hold 3 11:40 @a; level 12:00 onHand=5 @b                              | 18 | 15 | a=13 b=5
            level 12:00 onHand=10 @a; hold 3 11:40 @a; hold 2 12:20 @a; release 3 12:30 @a                  | 13 | 11 | a=13
            level 12:00 onHand=10 @a; hold 3 11:40 @b; level 12:00 onHand=5 @b                              | 18 | 15 | a=10 b=8
            level 12:00 onHand=30 @a; level 12:00 onHand=10 @b; list 12:00 X=4; ship 4 12:20 X @b           | 40 | 40 | a=30 b=10
            """)
    void what_each_lots_figure_had_deducted_is_added_back(String story, long onHand, long available, String lots) {
        for (var sentence : story.split("; ")) {
            tell(sentence, null);
        }

        assertThat(draft().track(StockState.ON_HAND).units()).as("on hand").isEqualTo(onHand);
        assertThat(draft().available()).as("available").isEqualTo(available);
        assertThat(told()).isEqualTo(lots);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            level 12:00 onHand=30 @a; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30                 | 10
            level 12:00 onHand=30 @a; level 12:00 onHand=10 @b; promise A 10; ack A 10 11:30; ship 10 12:20 A @a | 10
            level 12:00 onHand=30 @a; level 12:00 onHand=10 @b; hold 3 11:40 @a                              | 10
            """)
    void an_expired_lots_figure_frees_nothing(String story, long available) {
        for (var sentence : story.split("; ")) {
            tell(sentence, sentence.endsWith("@a") ? LocalDate.of(2026, 11, 20) : null);
        }

        assertThat(draft().available()).isEqualTo(available);
    }

    private void tell(String sentence, @Nullable LocalDate expiresOn) {
        int mark = sentence.indexOf(" @");
        for (var told : BookWorld.told(BookWorld.S1, mark < 0 ? sentence : sentence.substring(0, mark))) {
            if (told instanceof Promise promise) {
                merge.reserve(promise.key(), promise.units(), memory);
            } else if (mark < 0) {
                merge.decide((StockEvent) told, memory);
            } else {
                merge.decide(LotEvents.of(sentence.substring(mark + 2), expiresOn, (StockEvent) told), memory);
            }
        }
    }

    private PositionDraft draft() {
        return memory.position(BookWorld.position(BookWorld.S1));
    }

    private String told() {
        var units = new TreeMap<String, Long>();
        draft().divided(memory.lots())
                .all()
                .forEach((lot, own) -> units.put(
                        lot.isEmpty() ? "none" : lot,
                        own.track(StockState.ON_HAND).units()));
        units.remove("none", 0L);
        var told = new StringBuilder();
        units.forEach((lot, own) ->
                told.append(told.isEmpty() ? "" : " ").append(lot).append('=').append(own));
        return told.toString();
    }
}
