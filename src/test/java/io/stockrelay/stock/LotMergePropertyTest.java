package io.stockrelay.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.Chance;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LotMergePropertyTest {

    private static final LocalDate TODAY = LocalDate.ofInstant(Events.NOON, ZoneOffset.UTC);

    @Property(tries = 3_000)
    void any_permutation_and_duplication_ends_in_the_lots_and_positions_of_the_naive_fold(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        var events = LotEvents.random(new RandomEvents(seed, 2).events(count), seed);
        var arrival = new ArrayList<>(events);
        var random = Chance.of(seed);
        for (int i = 0; i < count / 3; i++) {
            arrival.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(arrival, random);

        var memory = merged(arrival);

        var expected = new NaiveLots(events, List.of(), TODAY);
        assertThat(lots(memory)).isEqualTo(expected.lots());
        assertThat(positions(memory)).isEqualTo(expected.positions());
    }

    @Property(tries = 500)
    void an_item_with_one_lot_that_never_expires_is_an_item_without_lots(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        var plain = new RandomEvents(seed, 2).events(count);
        var byLot = plain.stream()
                .map(event -> event instanceof ExpectEvent ? event : LotEvents.of("L", null, event))
                .toList();

        assertThat(positions(merged(byLot))).isEqualTo(positions(merged(plain)));
    }

    private static Events.Memory merged(List<StockEvent> arrival) {
        var merge = new Merge(Events.policy());
        var memory = new Events.Memory();
        var seen = new HashSet<EventKey>();
        for (var event : arrival) {
            if (seen.add(event.header().key())) {
                merge.decide(event, memory);
            }
        }
        return memory;
    }

    private static Map<String, Long> positions(Events.Memory memory) {
        var result = new TreeMap<String, Long>();
        memory.positions.forEach((key, draft) -> put(result, key.sku() + "@" + key.location(), draft));
        return result;
    }

    private static Map<String, Long> lots(Events.Memory memory) {
        var result = new TreeMap<String, Long>();
        memory.positions.forEach((key, draft) -> {
            if (draft.lots() != null) {
                draft.lots()
                        .all()
                        .forEach((lot, own) -> put(result, key.sku() + "|" + lot + "@" + key.location(), own));
            }
        });
        return result;
    }

    private static void put(Map<String, Long> result, String name, PositionDraft draft) {
        for (var state : StockState.values()) {
            if (draft.track(state).units() != 0) {
                result.put(name + "/" + state, draft.track(state).units());
            }
        }
    }
}
