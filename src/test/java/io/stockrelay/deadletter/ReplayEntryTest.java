package io.stockrelay.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayEntryTest {

    @ParameterizedTest(name = "{0} {1} mapped={2} message={3} → {4}")
    @CsvSource({
        "RECEIVE,         AUTHORISATION, false, whole, NOT_AUTHENTICATED",
        "RECEIVE,         TIMEOUT,       false, whole, MAP_AGAIN",
        "PARSE,           UNPARSEABLE,   false, whole, MAP_AGAIN",
        "PARSE,           UNPARSEABLE,   false, cut,   CUT",
        "PARSE,           UNPARSEABLE,   false, none,  NO_MESSAGE",
        "MAP,             MAPPING,       false, whole, MAP_AGAIN",
        "MAP,             MAPPING,       true,  whole, MAP_AGAIN",
        "CROSS_REFERENCE, MAPPING,       true,  whole, ENTER_LEDGER",
        "CROSS_REFERENCE, MAPPING,       true,  cut,   ENTER_LEDGER",
        "CROSS_REFERENCE, MAPPING,       false, whole, MAP_AGAIN",
        "LEDGER,          CONFLICT,      true,  whole, ENTER_LEDGER",
        "LEDGER,          VALIDATION,    false, whole, MAP_AGAIN",
    })
    void a_replay_enters_at_the_step_that_failed(
            Step step, CauseClass cause, boolean isMapped, String message, ReplayEntry expected) {
        var letter = Samples.letter(step, cause, isMapped ? "[]" : null, UUID.randomUUID());
        var delivery = Samples.delivery("{}");
        StoredMessage stored = switch (message) {
            case "whole" -> new StoredMessage(delivery, 2);
            case "cut" -> new StoredMessage(delivery, 3);
            default -> null;
        };

        assertThat(ReplayEntry.of(letter, stored)).isEqualTo(expected);
    }

    @Test
    void every_refusal_says_why() {
        assertThat(ReplayEntry.values())
                .allSatisfy(entry -> assertThat(entry.refusal() == null)
                        .isEqualTo(entry == ReplayEntry.SEND_AGAIN
                                || entry == ReplayEntry.ENTER_LEDGER
                                || entry == ReplayEntry.MAP_AGAIN));
    }
}
