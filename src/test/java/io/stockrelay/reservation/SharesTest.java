package io.stockrelay.reservation;

import static io.stockrelay.reservation.TestShelf.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.reservation.Line.Part;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.ReferenceTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {

    /** Lines as units reserved of A; what left of A; which lines are released; what each then keeps. */
    @ParameterizedTest(name = "{0}, {1} left, release {2}: {3}")
    @CsvSource({
        "10, 0, 1, 0",
        "10, 4, 1, 4",
        "10, 10, 1, 10",
        "10, 12, 1, 10",
        "10 5, 0, 2, 10 0",
        "10 5, 12, 2, 10 2",
        "10 5, 12, 1, 10 5",
        "10 5, 7, 1, 7 5",
        "10 5, 7, 12, 7 0",
        "10 5 3, 16, 23, 10 5 1",
        "0 5, 2, 12, 0 2"
    })
    void a_released_line_keeps_what_has_left_of_it(String reserved, long left, String released, String kept) {
        var lines = Shares.released(lines(reserved), line -> released.contains(line.line()), shelf(left, 0));

        assertThat(reserved(lines, 0)).isEqualTo(kept);
    }

    @ParameterizedTest(name = "{0}, {1} left: open {2}")
    @CsvSource({"10, 0, 10", "10, 4, 6", "10, 11, 0", "10 5, 4, 6 5", "10 5, 12, 0 3", "10 5, 15, 0 0", "0 5, 2, 0 3"})
    void what_left_is_taken_from_the_lines_in_their_order(String reserved, long left, String open) {
        var lines = lines(reserved);
        var found = Shares.open(lines, shelf(left, 0));

        assertThat(String.join(
                        " ",
                        lines.stream().map(line -> "" + found.get(line.line())).toList()))
                .isEqualTo(open);
    }

    /** Four kits of one A and two B. */
    @ParameterizedTest(name = "{0} A and {1} B left: {2} kits open, a release keeps {3} A and {4} B")
    @CsvSource({"0, 0, 4, 0, 0", "1, 2, 3, 1, 2", "1, 1, 3, 1, 1", "0, 3, 2, 0, 3", "4, 0, 0, 4, 0", "4, 8, 0, 4, 8"})
    void a_kit_is_open_as_far_as_all_its_components_are(long a, long b, long open, long keepsA, long keepsB) {
        var kit = List.of(
                new Line("1", new Sku("K"), 4, 4, List.of(new Part(at("A"), 1, 4, 9), new Part(at("B"), 2, 8, 9))));

        assertThat(Shares.open(kit, shelf(a, b))).containsExactlyEntriesOf(Map.of("1", open));
        var released = Shares.released(kit, line -> true, shelf(a, b));
        assertThat(reserved(released, 0)).isEqualTo("" + keepsA);
        assertThat(reserved(released, 1)).isEqualTo("" + keepsB);
        assertThat(released.get(0).promised()).isEqualTo(4);
    }

    private static TestShelf shelf(long a, long b) {
        var shelf = new TestShelf();
        shelf.totals.put(at("A"), new ReferenceTotals(null, 0, 0, a, 0));
        shelf.totals.put(at("B"), new ReferenceTotals(null, 0, 0, b, 0));
        return shelf;
    }

    private static List<Line> lines(String reserved) {
        var lines = new ArrayList<Line>();
        for (var units : reserved.split(" ", -1)) {
            long one = Long.parseLong(units);
            var name = Integer.toString(lines.size() + 1);
            lines.add(new Line(name, new Sku("A"), one, one, List.of(new Part(at("A"), 1, one, one))));
        }
        return lines;
    }

    private static String reserved(List<Line> lines, int component) {
        return String.join(
                " ",
                lines.stream()
                        .map(line -> "" + line.parts().get(component).reserved())
                        .toList());
    }
}
