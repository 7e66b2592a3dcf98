package io.stockrelay.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.BookWorld.Promise;
import io.stockrelay.testkit.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        var random = Chance.of(seed);
        for (int i = 0; i < count / 3; i++) {
            var again = facts.get(random.nextInt(facts.size()));
            if (!(again.get(0) instanceof Promise)) {
                arrival.add(again);
            }
        }
        Collections.shuffle(arrival, random);

        assertThat(RandomBooks.merged(arrival, promises, at))
                .as(arrival.toString())
                .isEqualTo(expected);
    }

    @Property(tries = 3_000)
    void an_item_with_one_lot_is_an_item_without_lots(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count, @ForAll @IntRange(max = 2) int where) {
        var at = LOCATIONS.get(where);
        var facts = new RandomBooks(seed, at).facts(count);
        var promises = RandomBooks.promises(facts);
        var expected = new NaiveBooks(RandomBooks.events(facts), promises).states();

        var byLot = RandomBooks.byLot(facts, 1);
        Collections.shuffle(byLot, Chance.of(seed));

        assertThat(RandomBooks.merged(byLot, promises, at)).as(byLot.toString()).isEqualTo(expected);
    }

    @Property(tries = 3_000)
    void any_order_of_what_is_said_of_several_lots_ends_in_the_same_figures(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count, @ForAll @IntRange(max = 2) int where) {
        var at = LOCATIONS.get(where);
        var facts = RandomBooks.byLot(new RandomBooks(seed, at).facts(count), 3);
        var promises = RandomBooks.promises(facts);
        var other = new ArrayList<>(facts);
        Collections.shuffle(other, Chance.of(seed));

        assertThat(RandomBooks.lots(other, promises, at))
                .as(other.toString())
                .isEqualTo(RandomBooks.lots(facts, promises, at));
    }
}
