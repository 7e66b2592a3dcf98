package io.stockrelay.channel;

import io.stockrelay.shared.CauseClass;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one listing after its call.
 *
 * @param nextAt when it may be tried again
 * @param attempts failed ones so far
 * @param callMax the most listings its next call may carry
 * @param readFirst whether the channel is to be asked before writing
 */
public record Settlement(
        Kind kind, Instant nextAt, int attempts, int callMax, boolean readFirst, CauseClass cause, String message) {

    /** The states of a publication that a call can lead to. */
    public enum Kind {
        CONFIRMED,
        PENDING,
        /** Still SENDING: the same key and payload go again. */
        UNSETTLED,
        FAILED
    }

    /** What the decision needs besides the verdict. */
    record Circumstances(
            int attemptsBefore,
            int callMax,
            int callSize,
            boolean isChannelAlive,
            @Nullable Duration waitAsked,
            ChannelSettings.Retry policy,
            Instant now,
            double random) {

        int attempts() {
            return attemptsBefore + 1;
        }

        /** An outage is the channel's fault, not the listing's: it alone never uses up a listing's attempts. */
        boolean isExhausted() {
            return isChannelAlive && attempts() >= policy.attempts();
        }

        Instant nextAt() {
            return now.plus(waitAsked != null ? waitAsked : BackOff.after(attempts(), policy, random));
        }
    }

    static Settlement of(ItemVerdict verdict, Circumstances at) {
        return switch (verdict.outcome()) {
            case CONFIRMED ->
                new Settlement(Kind.CONFIRMED, at.now(), 0, Integer.MAX_VALUE, false, CauseClass.POISON, "");
            case AGAIN -> pending(verdict, at, at.now(), at.attemptsBefore(), at.callMax(), false);
            case STALE -> stale(verdict, at);
            case SUSPECT ->
                at.callSize() == 1
                        ? failed(verdict, at)
                        : pending(verdict, at, at.now(), at.attemptsBefore(), (at.callSize() + 1) / 2, false);
            case LATER -> later(verdict, at);
            case UNKNOWN -> at.isExhausted() ? failed(verdict, at) : unsettled(verdict, at);
            case REFUSED, UNAUTHORISED -> failed(verdict, at);
        };
    }

    private static Settlement stale(ItemVerdict verdict, Circumstances at) {
        if (at.attempts() >= at.policy().attempts()) {
            return failed(verdict, at);
        }
        var nextAt = at.attempts() < Lapsed.ISOLATE_AFTER_ATTEMPTS ? at.now() : at.nextAt();
        return pending(verdict, at, nextAt, at.attempts(), at.callMax(), true);
    }

    private static Settlement later(ItemVerdict verdict, Circumstances at) {
        if (verdict.cause() == CauseClass.RATE_LIMIT) {
            return pending(verdict, at, at.nextAt(), at.attemptsBefore(), at.callMax(), false);
        }
        if (at.isExhausted()) {
            return failed(verdict, at);
        }
        int callMax = at.attempts() >= Lapsed.ISOLATE_AFTER_ATTEMPTS ? 1 : at.callMax();
        return pending(verdict, at, at.nextAt(), at.attempts(), callMax, false);
    }

    private static Settlement unsettled(ItemVerdict verdict, Circumstances at) {
        return new Settlement(
                Kind.UNSETTLED, at.nextAt(), at.attempts(), at.callMax(), false, cause(verdict), verdict.message());
    }

    private static Settlement failed(ItemVerdict verdict, Circumstances at) {
        return new Settlement(
                Kind.FAILED, at.now(), at.attempts(), at.callMax(), false, cause(verdict), verdict.message());
    }

    private static Settlement pending(
            ItemVerdict verdict, Circumstances at, Instant nextAt, int attempts, int callMax, boolean readFirst) {
        return new Settlement(Kind.PENDING, nextAt, attempts, callMax, readFirst, cause(verdict), verdict.message());
    }

    private static CauseClass cause(ItemVerdict verdict) {
        return verdict.cause() == null ? CauseClass.POISON : verdict.cause();
    }
}
