package io.stockrelay.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast one channel may be called: our own limit, and what the channel told us of its limit; both must allow a call.
 *
 * @param ours in calls
 * @param theirs in the channel's own points, lifted until it says something
 * @param cost of one call in the channel's points, as last told
 */
public record Pace(TokenBucket ours, TokenBucket theirs, long cost) {

    static Pace of(ChannelSettings.Pace settings, Instant now) {
        var ours = settings.perSecond() == 0
                ? TokenBucket.LIFTED
                : TokenBucket.full(settings.perSecond(), settings.burst(), now);
        return new Pace(ours, TokenBucket.LIFTED, TokenBucket.ONE);
    }

    /** What an earlier run left, under today's settings: a restart gives no fresh burst. */
    Pace resumed(ChannelSettings.Pace settings, Instant now) {
        var fresh = of(settings, now).ours();
        var left = ours.isLifted() ? fresh.tokens() : Math.min(ours.tokens(), fresh.capacity());
        var resumed = fresh.isLifted() ? fresh : new TokenBucket(left, fresh.capacity(), fresh.perSecond(), ours.at());
        return new Pace(resumed, theirs, cost);
    }

    Pace refilledAt(Instant now) {
        return new Pace(ours.refilledAt(now), theirs.refilledAt(now), cost);
    }

    int calls() {
        return Math.min(ours.calls(TokenBucket.ONE), theirs.calls(Math.min(cost, Math.max(1, theirs.capacity()))));
    }

    Pace taken(int calls) {
        return new Pace(ours.taken(calls * TokenBucket.ONE), theirs.taken(calls * cost), cost);
    }

    Pace learned(PaceSignal signal, Instant now) {
        return new Pace(ours, theirs.learned(signal, now), Math.max(1, signal.cost()));
    }

    /** Whether a call of another cost than the usual ones is free. */
    boolean allows(long otherCost) {
        return ours.calls(TokenBucket.ONE) > 0 && theirs.calls(Math.min(otherCost, Math.max(1, theirs.capacity()))) > 0;
    }

    /** After a call of another cost: the usual ones still cost what they did. */
    Pace takenOther(long otherCost, @Nullable PaceSignal signal, Instant now) {
        var rest = signal == null ? theirs.taken(otherCost) : theirs.learned(signal, now);
        return new Pace(ours.taken(TokenBucket.ONE), rest, cost);
    }

    Instant freeAt() {
        var oursFree = ours.freeAt(TokenBucket.ONE);
        var theirsFree = theirs.freeAt(cost);
        return oursFree.isAfter(theirsFree) ? oursFree : theirsFree;
    }
}
