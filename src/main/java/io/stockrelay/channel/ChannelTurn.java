package io.stockrelay.channel;

import io.stockrelay.channel.Publications.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One turn of one channel's worker: what is due now, or how long there is nothing to do. */
final class ChannelTurn {

    /** A node that died is followed by another after this time at the latest. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration LEASE_RENEWAL = Duration.ofSeconds(2);
    private static final int CALLS_MAX = 32;
    private static final int FRESH_MAX = 500;
    private static final int LISTINGS_MAX = 1_000;

    private final ChannelSettings channel;
    private final ChannelParts parts;
    private final ChannelAdapter adapter;
    private final String owner;
    private final Calls calls;
    private final Pulse pulse;
    private final Publishing publishing;
    private final @Nullable OrderPoll orderPoll;
    private boolean hasPolled;
    private Instant leasedAt = Instant.EPOCH;
    private boolean isLeased;
    private volatile boolean isPaused;
    private volatile boolean isStale;

    ChannelTurn(
            ChannelSettings channel,
            Offering offering,
            ChannelAdapter adapter,
            ChannelParts parts,
            Executor executor,
            String owner) {
        this.channel = channel;
        this.parts = parts;
        this.adapter = adapter;
        this.owner = owner;
        this.calls = new Calls(channel, parts.routes(), adapter.credentials(), executor, parts.clock());
        this.pulse = new Pulse(channel, parts);
        var settling = new Settling(channel, adapter, parts, calls, pulse, owner);
        var numbers = new Numbers(parts.positions(), channel, offering);
        this.publishing = new Publishing(channel, adapter, parts, numbers, calls, pulse, settling);
        this.orderPoll = orderPoll();
    }

    private @Nullable OrderPoll orderPoll() {
        var contract = adapter.orders().orElse(null);
        var polls = parts.orderPolls();
        if (contract == null || polls == null) {
            return null;
        }
        return polls.of(channel.id())
                .map(settings -> new OrderPoll(channel, settings, contract, polls, parts, calls, pulse))
                .orElse(null);
    }

    /** What a turn found. */
    record Rest(Kind kind, Duration atMost) {

        enum Kind {
            WORKED,
            IDLE,
            /** Waits for tokens or for the end of a block; a new mark changes nothing. */
            HELD_UP,
            PAUSED,
            /** Another node runs this channel. */
            ELSEWHERE
        }

        static Rest of(Kind kind, Duration atMost) {
            return new Rest(kind, atMost);
        }
    }

    /** A person changed the stored state: read it again at once. */
    void changed() {
        isStale = true;
    }

    Rest take() {
        var now = parts.clock().instant();
        if (!hasLease(now)) {
            return Rest.of(Rest.Kind.ELSEWHERE, LEASE_RENEWAL);
        }
        if (isPaused) {
            return Rest.of(Rest.Kind.PAUSED, LEASE_RENEWAL);
        }
        if (pulse.health().isBlockedAt(now)) {
            return Rest.of(Rest.Kind.HELD_UP, until(pulse.health().blockedUntil(), now));
        }
        pulse.refill(now);
        int free = Math.min(pulse.callsFree(), CALLS_MAX);
        if (free == 0) {
            return Rest.of(Rest.Kind.HELD_UP, until(pulse.freeAt(), now));
        }
        if (polls(now)) {
            return Rest.of(Rest.Kind.WORKED, Duration.ZERO);
        }
        return work(pulse.health().isProbing() ? 1 : free, now);
    }

    /** In turns with publishing, so that neither waits for the end of the other; not while the channel is in trouble. */
    private boolean polls(Instant now) {
        if (hasPolled || orderPoll == null || pulse.health().isProbing()) {
            hasPolled = false;
            return false;
        }
        hasPolled = true; // also where it fails: the next turn publishes
        hasPolled = orderPoll.step(now);
        return hasPolled;
    }

    private Rest work(int callsMax, Instant now) {
        var until = now.plus(calls.claimLength());
        var lapsed = parts.publications().claimLapsed(new Claim(channel.id(), owner, now, until, 0, callsMax, 0));
        if (!lapsed.isEmpty()) {
            publishing.settle(new Claim(channel.id(), owner, now, until, 0, callsMax, 0), lapsed);
            return Rest.of(Rest.Kind.WORKED, Duration.ZERO);
        }
        int batchMax = pulse.health().isProbing()
                ? 1
                : Math.min(channel.batch(), adapter.capabilities().batchMax());
        int ranked = (int) Math.min(LISTINGS_MAX, (long) callsMax * batchMax);
        var claim = new Claim(
                channel.id(),
                owner,
                now,
                until,
                pulse.health().isProbing() ? 1 : FRESH_MAX,
                ranked,
                Math.max(1, ranked * channel.minIncreaseSharePercent() / 100));
        var claimed = parts.publications().claim(claim);
        if (claimed.isEmpty()) {
            return Rest.of(Rest.Kind.IDLE, LEASE_RENEWAL);
        }
        publishing.publish(claim, claimed, callsMax, batchMax);
        return Rest.of(Rest.Kind.WORKED, Duration.ZERO);
    }

    private boolean hasLease(Instant now) {
        boolean isDue = isStale || !now.isBefore(leasedAt.plus(LEASE_RENEWAL));
        if (!isDue) {
            return isLeased;
        }
        isStale = false;
        var state = parts.states().lease(channel.id(), owner, now, now.plus(LEASE));
        state.ifPresent(stored -> {
            if (!isLeased) {
                parts.states().takeOver(channel.id(), owner, now);
                if (orderPoll != null) {
                    orderPoll.forget();
                }
            }
            pulse.resume(stored, !isLeased, now);
            isPaused = stored.isPaused();
        });
        isLeased = state.isPresent();
        leasedAt = now;
        return isLeased;
    }

    private static Duration until(@Nullable Instant then, Instant now) {
        var wait = then == null ? Duration.ZERO : Duration.between(now, then);
        return wait.compareTo(LEASE_RENEWAL) > 0 ? LEASE_RENEWAL : wait.isNegative() ? Duration.ZERO : wait;
    }
}
