package io.stockrelay.channel;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a channel can be called: a circuit breaker that everybody can see.
 *
 * @param failures calls in a row that told of trouble
 * @param blockedUntil no call before; null where calls are free
 * @param reason why it is blocked; null where it is not
 * @param lastConfirmedAt when the channel last confirmed anything; null where it never did
 */
public record Health(
        int failures,
        @Nullable Instant blockedUntil,
        @Nullable String reason,
        @Nullable Instant lastConfirmedAt) {

    static final Health GOOD = new Health(0, null, null, null);

    /** So many failures in a row open the circuit. */
    static final int FAILURES_MAX = 5;

    /** The state after one more call. */
    Health after(Verdict verdict, ChannelSettings.Retry policy, Instant now, double random) {
        return switch (verdict.call()) {
            case ANSWERED -> new Health(0, null, null, hasConfirmed(verdict) ? now : lastConfirmedAt);
            case THROTTLED -> blocked(failures, 1, verdict, policy, now, random);
            case UNAUTHORISED -> failed(Math.max(failures + 1, FAILURES_MAX), verdict, policy, now, random);
            case IN_TROUBLE ->
                failures + 1 < FAILURES_MAX && verdict.waitAsked() == null
                        ? new Health(failures + 1, null, null, lastConfirmedAt)
                        : failed(failures + 1, verdict, policy, now, random);
        };
    }

    private static boolean hasConfirmed(Verdict verdict) {
        return verdict.items().stream().anyMatch(item -> item.outcome() == ItemOutcome.CONFIRMED);
    }

    private Health failed(int newFailures, Verdict verdict, ChannelSettings.Retry policy, Instant now, double random) {
        return blocked(newFailures, Math.max(1, newFailures - FAILURES_MAX + 1), verdict, policy, now, random);
    }

    private Health blocked(
            int newFailures, int waits, Verdict verdict, ChannelSettings.Retry policy, Instant now, double random) {
        var until = now.plus(asked(verdict, policy, waits, random));
        return new Health(newFailures, until, reasonOf(verdict), lastConfirmedAt);
    }

    private static Duration asked(Verdict verdict, ChannelSettings.Retry policy, int failures, double random) {
        return verdict.waitAsked() != null ? verdict.waitAsked() : BackOff.after(failures, policy, random);
    }

    private static String reasonOf(Verdict verdict) {
        return verdict.items().stream()
                .filter(item -> item.cause() != null)
                .findFirst()
                .map(item -> item.cause() + ": " + item.message())
                .orElse("no reason given");
    }

    /** Whether the channel took something after the given failure: then the failure is not the channel's. */
    boolean isAliveSince(@Nullable Instant failure) {
        return failure != null && lastConfirmedAt != null && lastConfirmedAt.isAfter(failure);
    }

    boolean isBlockedAt(Instant now) {
        return blockedUntil != null && now.isBefore(blockedUntil);
    }

    /** After trouble one listing is tried alone before the rest follows. */
    boolean isProbing() {
        return failures >= FAILURES_MAX;
    }
}
