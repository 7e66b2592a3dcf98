package io.stockrelay.reservation;

import static io.stockrelay.reservation.Requests.kit;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.TestShelf.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.stock.ReferenceTotals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {

    /** Stock A=5 B=9 free; K is a kit of one A and two B, A2 a pack of two A. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            lines           | promised | short (line: available of requested at component)
            A 5             | 5        |
            A 6             | 5        | 1: 5 of 6 at A
            A 3, A 2        | 3, 2     |
            A 3, A 3        | 3, 2     | 2: 2 of 3 at A
            A 6, A 1        | 5, 0     | 1: 5 of 6 at A; 2: 0 of 1 at A
            A 2, B 9, A 4   | 2, 9, 3  | 3: 3 of 4 at A
            K 4             | 4        |
            K 5             | 4        | 1: 4 of 5 at B
            K 6             | 4        | 1: 4 of 6 at B
            K 4, B 1        | 4, 1     |
            K 4, B 2        | 4, 1     | 2: 1 of 2 at B
            B 2, K 4        | 2, 3     | 2: 3 of 4 at B
            A 4, K 2        | 4, 1     | 2: 1 of 2 at A
            K 4, A 1        | 4, 1     |
            A2 2, A 1       | 2, 1     |
            A2 3            | 2        | 1: 2 of 3 at A
            A2 2, A 2       | 2, 1     | 2: 1 of 2 at A
            C 1             | 0        | 1: 0 of 1 at C
            A 9223372036854775807 | 5  | 1: 5 of 9223372036854775807 at A
            K 9223372036854775807 | 4  | 1: 4 of 9223372036854775807 at B
            """, useHeadersInDisplayName = true)
    void lines_share_components_in_their_order(String lines, String promised, String shortages) {
        var fit = Fit.of(requested(lines), new TestShelf().with("A", 5).with("B", 9), null);

        assertThat(fit.lines()).extracting(Line::promised).containsExactlyElementsOf(numbers(promised));
        assertThat(String.join("; ", fit.shortages().stream().map(FitTest::text).toList()))
                .isEqualTo(shortages == null ? "" : shortages);
        for (var line : fit.lines()) {
            for (var part : line.parts()) {
                assertThat(part.reserved()).isEqualTo(line.promised() * part.perUnit());
                assertThat(part.reserved()).isLessThanOrEqualTo(part.atpBefore());
            }
        }
    }

    @ParameterizedTest(name = "reserved {0}, left {1}, free {2}: {3} fit")
    @CsvSource({"0, 0, 5, 5", "0, 3, 5, 8", "4, 0, 5, 9", "4, 1, 5, 9", "4, 4, 5, 9", "4, 6, 5, 11", "4, 0, -2, 4"})
    void what_left_needs_no_stock_and_what_is_held_may_be_held_on_to(long reserved, long left, long free, long fits) {
        var shelf = new TestShelf().with("A", free);
        shelf.totals.put(at("A"), new ReferenceTotals(null, 0, 0, left, reserved));

        assertThat(Fit.of(List.of(line("1", "A", fits)), shelf, null).shortages())
                .isEmpty();
        assertThat(Fit.of(List.of(line("1", "A", fits + 1)), shelf, null).shortages())
                .extracting(Shortage::available)
                .containsExactly(fits);
    }

    @Test
    void a_part_keeps_what_was_available_just_before_it() {
        var fit = Fit.of(List.of(line("1", "A", 3), line("2", "A", 1)), new TestShelf().with("A", 5), null);

        assertThat(fit.lines())
                .flatExtracting(Line::parts)
                .extracting(Line.Part::atpBefore)
                .containsExactly(5L, 2L);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "ALL_OR_NOTHING, A 5, false",
        "ALL_OR_NOTHING, A 6, true",
        "ALL_OR_NOTHING, 'A 1, C 1', true",
        "PARTIAL, A 6, false",
        "PARTIAL, 'A 1, C 1', false",
        "PARTIAL, C 1, true",
        "PARTIAL, 'C 1, C 2', true"
    })
    void all_or_nothing_takes_no_shortage_and_partial_takes_anything_but_nothing(
            Fill fill, String lines, boolean refused) {
        assertThat(Fit.of(requested(lines), new TestShelf().with("A", 5), null).isRefusedBy(fill))
                .isEqualTo(refused);
    }

    @Test
    void a_component_named_twice_counts_twice() {
        var twice = kit("1", "PAIR", 3, "A", 1L, "A", 1L);

        assertThat(twice.components()).containsExactly(new RequestedLine.Component(at("A"), 2));
        assertThat(Fit.of(List.of(twice), new TestShelf().with("A", 5), null).lines())
                .extracting(Line::promised)
                .containsExactly(2L);
    }

    @Test
    void what_no_request_can_mean_is_refused_where_it_is_put_together() {
        assertThatThrownBy(() -> line("1", "A", 0)).hasMessageContaining("line 1 asks for 0 of A");
        assertThatThrownBy(() -> kit("1", "K", 1)).hasMessageContaining("line 1");
        assertThatThrownBy(() -> kit("1", "K", 1, "A", 0L)).hasMessageContaining("line 1");
        assertThatThrownBy(() -> Requests.reserve("o", line("1", "A", 1), line("1", "B", 1)))
                .hasMessageContaining("two lines");
        assertThatThrownBy(() -> Requests.dispatch("o", "S", "1", 0)).hasMessageContaining("cannot ship 0");
    }

    private static List<RequestedLine> requested(String text) {
        var lines = new ArrayList<RequestedLine>();
        for (var one : text.split(", ", -1)) {
            var words = one.split(" ", -1);
            var name = Integer.toString(lines.size() + 1);
            long units = Long.parseLong(words[1]);
            lines.add(
                    switch (words[0]) {
                        case "K" -> kit(name, "K", units, "A", 1L, "B", 2L);
                        case "A2" -> kit(name, "A2", units, "A", 2L);
                        default -> line(name, words[0], units);
                    });
        }
        return lines;
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split(Pattern.quote(", "), -1))
                .map(Long::valueOf)
                .toList();
    }

    private static String text(Shortage shortage) {
        return "%s: %d of %d at %s"
                .formatted(
                        shortage.line(),
                        shortage.available(),
                        shortage.requested(),
                        shortage.position().sku());
    }
}
