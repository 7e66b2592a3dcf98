package io.stockrelay.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.BookWorld.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BookPropertyTest {

    private static final List<LocationId> LOCATIONS = List.of(BookWorld.S1, BookWorld.S2, BookWorld.S3);

    @Property(tries = 6_000)
    void any_permutation_and_duplication_ends_in_the_positions_of_the_naive_fold(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count, @ForAll @IntRange(max = 2) int where) {
        var at = LOCATIONS.get(where);
        var facts = new RandomBooks(seed, at).facts(count);
        var promises = RandomBooks.promises(facts);
        var expected = new NaiveBooks(RandomBooks.events(facts), promises).states();

        var arrival = new ArrayList<>(facts);
        var random = new Random(seed);
        for (int i = 0; i < count / 3; i++) {
            var again = facts.get(random.nextInt(facts.size()));
            if (!(again.get(0) instanceof Promise)) {
                arrival.add(again);
            }
        }
        Collections.shuffle(arrival, random);

        assertThat(merged(arrival, promises, at)).as(arrival.toString()).isEqualTo(expected);
    }

    /** Promises are no events: each follows the one before, whenever events arrive. */
    private static Map<StockState, Long> merged(List<List<Object>> arrival, List<Promise> promises, LocationId at) {
        var merge = new Merge(BookWorld.policy());
        var memory = new Events.Memory();
        var seen = new HashSet<EventKey>();
        var next = promises.iterator();
        for (var fact : arrival) {
            for (var told : fact) {
                if (told instanceof Promise) {
                    var promise = next.next();
                    merge.reserve(promise.key(), promise.units(), memory);
                } else if (seen.add(((StockEvent) told).header().key())) {
                    merge.decide((StockEvent) told, memory);
                }
            }
        }
        var draft = memory.position(BookWorld.position(at));
        var result = new TreeMap<StockState, Long>();
        for (var state :
                List.of(StockState.ON_HAND, StockState.QUALITY_HOLD, StockState.DAMAGED, StockState.ALLOCATED)) {
            result.put(state, draft.track(state).units());
        }
        return result;
    }
}
