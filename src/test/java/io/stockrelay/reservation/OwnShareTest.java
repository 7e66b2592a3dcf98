package io.stockrelay.reservation;

import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.TestShelf.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Own allocation first, then what is there for everybody, never what is set aside for others. */
class OwnShareTest {

    @ParameterizedTest(name = "[{index}] {0} free, {1} own, {2} of others: {3} asked")
    @CsvSource(delimiter = '|', textBlock = """
            free | own | others | asked | promised | from own
            10   | 0   | 0      | 4     | 4        | 0
            10   | 3   | 0      | 4     | 4        | 3
            10   | 4   | 0      | 4     | 4        | 4
            10   | 9   | 0      | 4     | 4        | 4
            10   | 3   | 6      | 4     | 4        | 3
            10   | 3   | 6      | 5     | 4        | 3
            10   | 0   | 10     | 1     | 0        | 0
            10   | 5   | 10     | 1     | 0        | 0
            10   | 5   | 99     | 1     | 0        | 0
            10   | 99  | 0      | 12    | 10       | 10
            10   | 9   | 8      | 9     | 2        | 2
            0    | 5   | 0      | 1     | 0        | 0
            10   | 3   | 0      | 2,2   | 2,2      | 2,1
            10   | 3   | 0      | 4,2   | 4,2      | 3,0
            10   | 3   | 5      | 4,2   | 4,1      | 3,0
            """, useHeadersInDisplayName = true)
    void lines_take_their_own_first(long free, long own, long others, String asked, String promised, String fromOwn) {
        var shelf = new TestShelf().with("A", free).aside("A", own, others);
        var lines = new ArrayList<RequestedLine>();
        for (var units : asked.split(",")) {
            lines.add(line("" + lines.size(), "A", Long.parseLong(units)));
        }

        var fit = Fit.of(lines, shelf, null);

        assertThat(fit.lines()).extracting(Line::promised).isEqualTo(numbers(promised));
        assertThat(fit.lines()).extracting(line -> line.parts().get(0).own()).isEqualTo(numbers(fromOwn));
    }

    @ParameterizedTest(name = "[{index}] of 10, {0} own: {1} left, then {2}: {3} taken, {4} own left")
    @CsvSource(textBlock = """
            6,  0, cancel,   0,  6
            6,  4, cancel,   4,  2
            6,  8, cancel,   6,  0
            6, 10, settle,   6,  0
            0,  4, cancel,   0,  0
            10, 4, cancel,   4,  6
            6,  0, amend 12, 6,  0
            6,  0, amend 5,  5,  1
            6,  4, amend 5,  5,  1
            6,  0, fail,     0,  6
            6,  0, expire,   0,  6
            6,  4, renew 2,  2,  4
            """)
    void what_has_not_left_returns_to_where_it_came_from(long own, long left, String then, long taken, long ownLeft) {
        var stage = new LifeStage();
        stage.shelf.aside("A", own, 0);
        stage.ask(
                then.equals("expire")
                        ? Requests.pending("o", LifeStage.HOUR, line("1", "A", 10))
                        : Requests.reserve("o", line("1", "A", 10)));
        if (left > 0) {
            stage.ship("A", left);
        }
        act(stage, then);

        var known = java.util.Objects.requireNonNull(stage.reservation);
        assertThat(known.own().getOrDefault(at("A"), 0L)).isEqualTo(taken);
        assertThat(stage.shelf.ownFree(at("A"))).isEqualTo(ownLeft);
    }

    private static void act(LifeStage stage, String then) {
        var words = then.split(" ");
        switch (words[0]) {
            case "cancel" -> stage.ask(Requests.cancel("o"));
            case "fail" -> stage.ask(Requests.fail("o"));
            case "amend" -> stage.ask(Requests.amend("o", stage.version(), line("1", "A", Long.parseLong(words[1]))));
            case "renew" -> {
                stage.ask(Requests.cancel("o"));
                stage.ask(Requests.renew("o", line("1", "A", Long.parseLong(words[1]))));
            }
            case "expire" -> {
                stage.now = stage.now.plus(LifeStage.HOUR);
                stage.ask(Requests.expire("o"));
            }
            default -> {}
        }
    }

    private static List<Long> numbers(String text) {
        var numbers = new ArrayList<Long>();
        for (var number : text.split(",")) {
            numbers.add(Long.parseLong(number));
        }
        return numbers;
    }
}
