package io.stockrelay.deadletter;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One kept failure, as people see it.
 *
 * @param partKey the identity of its content, see {@link ContentKey}
 * @param party the source it came from, or the channel it was meant for
 * @param messageId the kept raw message; null for pushes
 * @param receipt of the delivery that failed first; null for pushes
 * @param canonicalJson the mapped part in the source's own codes; null where mapping never got that far
 * @param generation the configuration that was running when it failed last
 */
public record DeadLetter(
        long id,
        UUID partKey,
        Direction direction,
        String party,
        @Nullable Long messageId,
        @Nullable UUID receipt,
        Step step,
        @Nullable String route,
        CauseClass cause,
        String message,
        @Nullable String missing,
        @Nullable String eventId,
        @Nullable String sku,
        @Nullable String location,
        @Nullable String fileName,
        long line,
        @Nullable String canonicalJson,
        @Nullable Long listing,
        @Nullable String listingName,
        @Nullable String reply,
        String generation,
        int attempts,
        State state,
        @Nullable String closedReason,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        Instant firstAt,
        Instant lastAt) {

    /** Which way the message was going. */
    public enum Direction {
        INBOUND,
        PUSH,
        /** What an account was to be told; {@code listing} is the number of the notice. */
        NOTICE
    }

    /** Open until a replay passes or a person discards it; failing again opens it again. */
    public enum State {
        OPEN,
        REPLAYED,
        DISCARDED
    }
}
