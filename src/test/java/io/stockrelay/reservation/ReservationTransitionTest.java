package io.stockrelay.reservation;

import static io.stockrelay.reservation.Requests.amend;
import static io.stockrelay.reservation.Requests.cancel;
import static io.stockrelay.reservation.Requests.confirm;
import static io.stockrelay.reservation.Requests.dispatch;
import static io.stockrelay.reservation.Requests.expire;
import static io.stockrelay.reservation.Requests.fail;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.renew;
import static io.stockrelay.reservation.Requests.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every state and every command, one row a case: the answer, the state after it and what is then promised. */
class ReservationTransitionTest {

    @ParameterizedTest(name = "{0} + {1}: {2}, {3}")
    @CsvFileSource(resources = "transitions.csv", delimiter = '|', numLinesToSkip = 1)
    void each_transition_is_allowed_or_refused_as_written(
            String state, String command, String verdict, String after, long allocatedA, long allocatedB) {
        var stage = LifeStage.in(state);
        int steps = stage.steps.size();
        int version = stage.version();

        var told = act(command, stage);

        assertThat(told).as("verdict").isEqualTo(verdict);
        assertThat(stage.state()).as("state").isEqualTo(after);
        assertThat(stage.shelf.allocated("A")).as("promised of A").isEqualTo(allocatedA);
        assertThat(stage.shelf.allocated("B")).as("promised of B").isEqualTo(allocatedB);
        everyChangeIsOneRecordedVersion(stage, steps, version);
    }

    private static void everyChangeIsOneRecordedVersion(LifeStage stage, int steps, int version) {
        var added = stage.steps.subList(steps, stage.steps.size());
        assertThat(stage.version()).isEqualTo(version + added.size());
        for (int i = 0; i < added.size(); i++) {
            assertThat(added.get(i).version()).isEqualTo(version + i + 1);
            assertThat(added.get(i).at()).isEqualTo(stage.now);
        }
        if (!added.isEmpty()) {
            assertThat(added.get(added.size() - 1).state().name()).isEqualTo(stage.state());
        }
    }

    private static String act(String command, LifeStage stage) {
        if (command.startsWith("ship ")) {
            stage.ship(command.substring(5, 6), Long.parseLong(command.substring(7)));
            return "-";
        }
        var answer = stage.ask(command(command, stage.version()));
        assertThat(answer.reservation()).isEqualTo(stage.reservation);
        return answer.verdict().name();
    }

    private static Command command(String text, int version) {
        return switch (text) {
            case "reserve the same" -> reserve("o", LifeStage.lines());
            case "reserve the same pending" -> Requests.pending("o", LifeStage.HOUR, LifeStage.lines());
            case "reserve other" -> reserve("o", line("1", "A", 3));
            case "reserve too much" -> reserve("o", line("1", "A", 21));
            case "reserve a part" -> Requests.partial("o", line("1", "A", 21));
            case "reserve a part of nothing" -> Requests.partial("o", line("1", "Z", 1));
            case "renew" -> renew("o", line("1", "A", 3));
            case "renew too much" -> renew("o", line("1", "A", 25));
            case "renew under another reference" -> Requests.under("other", renew("o", line("1", "A", 3)));
            case "amend" -> amend("o", version, line("1", "A", 12), line("3", "A", 2));
            case "amend an older version" -> amend("o", version - 1, line("1", "A", 12));
            case "amend too much" -> amend("o", version, line("1", "A", 21));
            case "amend to less" -> amend("o", version, line("1", "A", 5));
            case "amend below what left" -> amend("o", version, line("1", "A", 3));
            case "amend to what left" -> amend("o", version, line("1", "A", 4));
            case "amend under another reference" -> Requests.under("other", amend("o", version, line("1", "A", 12)));
            case "confirm" -> confirm("o");
            case "cancel" -> cancel("o");
            case "cancel line 1" -> cancel("o", "1");
            case "cancel line 2" -> cancel("o", "2");
            case "cancel all lines" -> cancel("o", "1", "2");
            case "cancel unknown line" -> cancel("o", "2", "9");
            case "fail" -> fail("o");
            case "expire" -> expire("o");
            case "dispatch" -> dispatch("o", "S1", "1", 10);
            case "dispatch too much" -> dispatch("o", "S1", "1", 11);
            case "dispatch unknown line" -> dispatch("o", "S1", "9", 1);
            default -> throw new IllegalArgumentException(text);
        };
    }
}
