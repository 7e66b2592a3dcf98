package io.stockrelay.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A scripted failure.
 *
 * @param times how many matching calls it strikes, 1 to 100,000
 * @param on the operation it waits for; null strikes any
 * @param retryAfter sent with 429 and 503, in whole seconds; null sends no Retry-After
 * @param delay how long {@code slow} and {@code timeout-after-apply} wait, at most 2 minutes
 * @param listing strikes only calls that touch this listing; null strikes any, and rejects the first item
 */
public record Fault(
        FaultKind kind,
        int times,
        @Nullable Operation on,
        @Nullable Duration retryAfter,
        Duration delay,
        @Nullable String listing) {

    static final int TIMES_MAX = 100_000;
    static final Duration DELAY_MAX = Duration.ofMinutes(2);

    public Fault {
        if (times < 1 || times > TIMES_MAX) {
            throw new RefusedRequest("times must be 1 to " + TIMES_MAX + ": " + times);
        }
        if (kind == FaultKind.LOSE_WEBHOOK != (on == Operation.WEBHOOK)) {
            throw new RefusedRequest("lose-webhook is the one fault of webhooks, and strikes nothing else");
        }
        if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0) {
            throw new RefusedRequest("delayMillis must be 0 to " + DELAY_MAX.toMillis() + ": " + delay.toMillis());
        }
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new RefusedRequest("retryAfterSeconds must not be negative: " + retryAfter.toSeconds());
        }
    }

    /** Strikes the next write (or webhook), with a delay of 1 s where the kind waits. */
    public static Fault of(FaultKind kind) {
        return new Fault(kind, 1, kind.usually(), null, Duration.ofSeconds(1), null);
    }

    public Fault times(int newTimes) {
        return new Fault(kind, newTimes, on, retryAfter, delay, listing);
    }

    /** Null waits for any operation. */
    public Fault on(@Nullable Operation newOn) {
        return new Fault(kind, times, newOn, retryAfter, delay, listing);
    }

    public Fault retryAfter(Duration newRetryAfter) {
        return new Fault(kind, times, on, newRetryAfter, delay, listing);
    }

    public Fault delay(Duration newDelay) {
        return new Fault(kind, times, on, retryAfter, newDelay, listing);
    }

    public Fault listing(String newListing) {
        return new Fault(kind, times, on, retryAfter, delay, newListing);
    }
}
