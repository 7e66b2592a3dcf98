package io.stockrelay.deadletter;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Open dead letters with one reason: the same party, step, class and the same missing thing.
 *
 * @param example the message of the newest of them
 */
public record DeadLetterGroup(
        DeadLetter.Direction direction,
        String party,
        Step step,
        CauseClass cause,
        @Nullable String missing,
        long count,
        Instant firstAt,
        Instant lastAt,
        String example) {}
