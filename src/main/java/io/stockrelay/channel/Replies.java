package io.stockrelay.channel;

import io.stockrelay.channel.Verdict.Call;
import io.stockrelay.shared.CauseClass;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one classifier of transport troubles and HTTP statuses; adapters only add what their contract says beyond. */
public final class Replies {

    /** No channel can make us wait longer; it is asked again then. */
    static final Duration WAIT_MAX = Duration.ofHours(1);

    private static final int SHOWN_MAX = 500;

    private Replies() {}

    /** The verdict on a reply that is no success; empty for a success, which the adapter reads itself. */
    public static Optional<Verdict> failure(int items, Reply reply, Instant now) {
        return switch (reply.reach()) {
            case NOT_SENT -> Optional.of(trouble(items, ItemOutcome.LATER, CauseClass.CONNECTION, reply));
            case TIMED_OUT -> Optional.of(trouble(items, ItemOutcome.UNKNOWN, CauseClass.TIMEOUT, reply));
            case BROKEN -> Optional.of(trouble(items, ItemOutcome.UNKNOWN, CauseClass.CONNECTION, reply));
            case ANSWERED -> reply.isSuccess() ? Optional.empty() : Optional.of(refusal(items, reply, now));
        };
    }

    /** For a success that is not what the contract promises: it may have been applied. */
    public static Verdict unreadable(int items, Reply reply) {
        return trouble(items, ItemOutcome.UNKNOWN, CauseClass.REMOTE_ERROR, reply);
    }

    private static Verdict refusal(int items, Reply reply, Instant now) {
        int status = reply.status();
        if (status == 429) {
            return Verdict.all(Call.THROTTLED, items, ItemOutcome.LATER, CauseClass.RATE_LIMIT, told(reply))
                    .waiting(retryAfter(reply, now));
        }
        if (status == 401 || status == 403) {
            return Verdict.all(
                    Call.UNAUTHORISED, items, ItemOutcome.UNAUTHORISED, CauseClass.AUTHORISATION, told(reply));
        }
        if (status >= 500 || status == 408) {
            return trouble(items, ItemOutcome.UNKNOWN, CauseClass.REMOTE_ERROR, reply)
                    .waiting(retryAfter(reply, now));
        }
        var cause = status < 400 || status == 404 || status == 405 ? CauseClass.CONFIGURATION : CauseClass.REJECTED;
        return Verdict.all(Call.ANSWERED, items, ItemOutcome.SUSPECT, cause, told(reply));
    }

    private static Verdict trouble(int items, ItemOutcome outcome, CauseClass cause, Reply reply) {
        return Verdict.all(Call.IN_TROUBLE, items, outcome, cause, told(reply));
    }

    private static String told(Reply reply) {
        var shown = "the channel answered " + reply.shown();
        return shown.length() <= SHOWN_MAX ? shown : shown.substring(0, SHOWN_MAX) + "…";
    }

    /** Seconds or a date; null where absent or unreadable. At most {@link #WAIT_MAX}. */
    static @Nullable Duration retryAfter(Reply reply, Instant now) {
        var header = reply.headers().get("retry-after");
        if (header == null) {
            return null;
        }
        try {
            var wait = header.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
