package io.stockrelay.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One running channel's health and pace: held by the node that has the lease, stored so that another can go on from there. */
final class Pulse {

    private static final Duration REMEMBER_EVERY = Duration.ofMillis(500);

    private final ChannelSettings channel;
    private final ChannelParts parts;
    private Health health = Health.GOOD;
    private Pace pace;
    private Instant rememberedAt = Instant.EPOCH;
    private @Nullable Health remembered;

    Pulse(ChannelSettings channel, ChannelParts parts) {
        this.channel = channel;
        this.parts = parts;
        this.pace = Pace.of(channel.pace(), parts.clock().instant());
    }

    /** What is stored wins: another node, an earlier run or a person may have written it. */
    void resume(ChannelState stored, boolean isFirst, Instant now) {
        health = stored.health();
        remembered = health;
        if (isFirst && stored.pace() != null) {
            pace = stored.pace().resumed(channel.pace(), now);
        }
    }

    Health health() {
        return health;
    }

    void refill(Instant now) {
        pace = pace.refilledAt(now);
    }

    int callsFree() {
        return pace.calls();
    }

    Instant freeAt() {
        return pace.freeAt();
    }

    void take(int calls) {
        pace = pace.taken(calls);
    }

    /** Whether a call that costs so much may be made besides those that tell numbers. */
    boolean allows(long cost) {
        return pace.allows(cost);
    }

    /** Such a call says how much is left, and nothing of whether numbers are taken. */
    void spend(long cost, @Nullable PaceSignal signal, Instant now) {
        pace = pace.refilledAt(now).takenOther(cost, signal, now);
    }

    void learn(Verdict verdict, Instant now) {
        health = health.after(verdict, channel.retry(), now, parts.random().getAsDouble());
        if (verdict.pace() != null) {
            pace = pace.refilledAt(now).learned(verdict.pace(), now);
        }
    }

    /** At once where calls became blocked or free, else now and then. */
    void remember(Instant now) {
        boolean isNews = remembered == null
                || !Objects.equals(remembered.blockedUntil(), health.blockedUntil())
                || remembered.failures() != health.failures();
        if (isNews || !now.isBefore(rememberedAt.plus(REMEMBER_EVERY))) {
            parts.states().remember(channel.id(), health, pace, now);
            remembered = health;
            rememberedAt = now;
        }
    }
}
