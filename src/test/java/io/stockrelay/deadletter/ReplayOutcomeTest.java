package io.stockrelay.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayOutcomeTest {

    private static final Failure PART = Samples.unknownSku("e-1");

    @ParameterizedTest
    @CsvSource({
        "APPLIED,         1 applied",
        "DUPLICATE,       '1 taken before, not counted twice'",
        "STALE,           '1 superseded by a newer statement, nothing changed'",
        "ALREADY_COUNTED, '1 already contained in a newer statement, nothing changed'",
        "COMPARISON,      '1 kept for comparison only, the source does not own this figure'",
        "IGNORED,         1 left out by the mapping",
        "HELD,            1 waiting for approval",
    })
    void every_outcome_without_a_failure_closes_and_says_what_came_of_it(Outcome outcome, String words) {
        var result = replay(ReplayEntry.ENTER_LEDGER, PART, List.of(), outcome);

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.REPLAYED);
        assertThat(result.detail()).isEqualTo(words);
    }

    @Test
    void the_same_part_failing_again_stays_open_with_its_new_cause() {
        var result = replay(ReplayEntry.ENTER_LEDGER, PART, List.of(PART), Outcome.DEAD_LETTER);

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.FAILED_AGAIN);
        assertThat(result.detail()).isEqualTo("sku 4711 of source wms is not known");
    }

    @Test
    void a_part_that_went_alone_and_failed_otherwise_stays_open() {
        var other = Samples.unknownSku("another");

        assertThat(replay(ReplayEntry.ENTER_LEDGER, PART, List.of(other), Outcome.CONFLICT)
                        .verdict())
                .isEqualTo(ReplayResult.Verdict.FAILED_AGAIN);
    }

    @Test
    void a_whole_message_that_now_gets_further_is_closed_and_points_to_what_failed_there() {
        var result = replay(
                ReplayEntry.MAP_AGAIN, Samples.unparseable(), List.of(PART), Outcome.APPLIED, Outcome.DEAD_LETTER);

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.REPLAYED);
        assertThat(result.detail()).isEqualTo("1 applied; 1 failed further on, kept as dead letters of their own");
    }

    @Test
    void a_message_without_events_is_closed() {
        assertThat(replay(ReplayEntry.MAP_AGAIN, Samples.unparseable(), List.of())
                        .detail())
                .isEqualTo("the message holds no event any more");
    }

    private static ReplayResult replay(ReplayEntry entry, Failure kept, List<Failure> failures, Outcome... outcomes) {
        var delivery = Samples.delivery("{}");
        var letter = Samples.letter(
                Step.CROSS_REFERENCE,
                kept.cause(),
                kept.canonicalJson(),
                ContentKey.ofParts(delivery, List.of(kept)).get(0));
        return ReplayOutcome.of(letter, entry, Samples.decided(delivery, failures, outcomes));
    }
}
