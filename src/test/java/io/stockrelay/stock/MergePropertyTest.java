package io.stockrelay.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MergePropertyTest {

    @Property(tries = 3_000)
    void any_permutation_and_duplication_ends_in_the_positions_of_the_naive_fold(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        var events = new RandomEvents(seed, 2).events(count);
        var expected = new NaiveFold(events, List.of()).positions();

        var arrival = new ArrayList<>(events);
        var random = Chance.of(seed);
        for (int i = 0; i < count / 3; i++) {
            arrival.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(arrival, random);

        assertThat(merged(arrival)).isEqualTo(expected);
    }

    private static Map<String, Long> merged(List<StockEvent> arrival) {
        var merge = new Merge(Events.policy());
        var memory = new Events.Memory();
        var seen = new HashSet<EventKey>();
        for (var event : arrival) {
            if (seen.add(event.header().key())) {
                merge.decide(event, memory);
            }
        }
        var result = new TreeMap<String, Long>();
        memory.positions.forEach((key, draft) -> {
            for (var state : StockState.values()) {
                if (draft.track(state).units() != 0) {
                    result.put(
                            key.sku() + "@" + key.location() + "/" + state,
                            draft.track(state).units());
                }
            }
        });
        return result;
    }
}
