package io.stockrelay.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.stock.LotOutlook.Shelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LotOutlookTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** A shelf is its free units, those missing after a minus, and the hours until it ends or an x where it is blocked. */
    @ParameterizedTest(name = "{0}: {1} free, leaving {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -               | 0  | -
            5               | 5  | -
            5 3             | 8  | -
            5-2             | 3  | -
            5@8             | 5  | 8:5
            5@8 3@4 2       | 10 | 4:3 8:5
            5@8 3@8         | 8  | 8:5 8:3
            5@0             | 0  | -
            5@-3 2          | 2  | -
            5-2@-3          | -2 | -
            5x 2            | 2  | -
            5-4x@8 2        | -2 | -
            0-4@8           | -4 | -
            """)
    void what_is_free_and_what_time_takes_of_it(@Nullable String shelves, long free, @Nullable String leaving) {
        var outlook = LotOutlook.of(shelves(shelves), NOW);

        assertThat(outlook.free()).isEqualTo(free);
        assertThat(outlook.leaving().stream()
                        .map(one -> (one.from().getEpochSecond() - NOW.getEpochSecond()) / 3600 + ":" + one.units())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(leaving == null ? "" : leaving);
    }

    private static List<Shelf> shelves(@Nullable String words) {
        var shelves = new ArrayList<Shelf>();
        for (var word : words == null ? new String[0] : words.split(" ", -1)) {
            var parts = word.split("@", -1);
            var units = parts[0].replace("x", "").split("-", -1);
            shelves.add(new Shelf(
                    parts.length == 1 ? null : NOW.plusSeconds(3600 * Long.parseLong(parts[1])),
                    parts[0].endsWith("x"),
                    Long.parseLong(units[0]),
                    units.length == 1 ? 0 : -Long.parseLong(units[1])));
        }
        return shelves;
    }
}
