package io.stockrelay.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one channel's own orders, a call at a time between the calls that tell it numbers: by the node that has the
 * channel's lease, through its route and within its pace. A poll that was not finished is begun again after a restart.
 */
final class OrderPoll {

    private static final Logger log = LoggerFactory.getLogger(OrderPoll.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final ChannelSettings channel;
    private final OrderPollSettings settings;
    private final OrderContract contract;
    private final OrderPolls polls;
    private final ChannelParts parts;
    private final Calls calls;
    private final Pulse pulse;
    private final TakenOrders taken = new TakenOrders();
    private @Nullable PollRun run;
    private @Nullable String problem;
    private long cost;
    private int failures;
    private Instant nextAt = Instant.EPOCH;

    OrderPoll(
            ChannelSettings channel,
            OrderPollSettings settings,
            OrderContract contract,
            OrderPolls polls,
            ChannelParts parts,
            Calls calls,
            Pulse pulse) {
        this.channel = channel;
        this.settings = settings;
        this.contract = contract;
        this.polls = polls;
        this.parts = parts;
        this.calls = calls;
        this.pulse = pulse;
        this.cost = contract.costAtFirst();
    }

    /** What was begun under an earlier lease another node may have gone on with. */
    void forget() {
        run = null;
        nextAt = Instant.EPOCH;
    }

    /** Makes at most one call; false where none is due or may be made now. */
    boolean step(Instant now) {
        if (now.isBefore(nextAt) || !pulse.allows(cost)) {
            return false;
        }
        if (run == null && !begin(now)) {
            nextAt = now.plus(LOOK_EVERY);
            return false;
        }
        try {
            advance(Objects.requireNonNull(run), now);
        } catch (OrderEntrance.NotTaken e) {
            parts.meters().polled(channel.id(), PollOutcome.NOT_TAKEN);
            rest("what was found could not be taken in: " + e.getMessage(), null, now);
        }
        return true;
    }

    private boolean begin(Instant now) {
        var inFlight = polls.demand().note(channel.id(), now);
        var coverage = polls.demand().coverage(channel.id()).orElse(null);
        if (!PollSchedule.isDue(settings, coverage, inFlight, now)
                || polls.entrance().isPaused(channel.id())) {
            return false;
        }
        run = new PollRun(PollSchedule.from(settings, coverage, inFlight, now), now);
        return true;
    }

    private void advance(PollRun current, Instant now) {
        if (current.isRead()) { // could not be taken in before
            takeIn(current, now);
            return;
        }
        var incomplete = current.incomplete();
        var request = incomplete == null ? contract.page(current.from(), current.next()) : contract.lines(incomplete);
        var reply = calls.make(List.of(request), one -> one, now.plus(calls.claimLength()))
                .get(0);
        var answeredAt = parts.clock().instant();
        var page =
                incomplete == null ? contract.page(reply, answeredAt) : contract.lines(incomplete, reply, answeredAt);
        pulse.spend(cost, page.pace(), answeredAt);
        if (page.pace() != null) {
            cost = Math.max(1, page.pace().cost());
        }
        if (page.failure() != null) {
            failed(page.failure(), answeredAt);
            return;
        }
        if (incomplete == null) {
            current.read(page);
        } else {
            current.complete(incomplete, page.orders().get(0));
        }
        takeIn(current, answeredAt);
    }

    /** Each page is durable before the next one is asked for. */
    private void takeIn(PollRun current, Instant now) {
        if (current.incomplete() != null) {
            return; // the rest of its lines is asked for first
        }
        var fresh = current.page().stream().filter(taken::isNew).toList();
        if (!fresh.isEmpty()) {
            polls.entrance().take(channel.id(), fresh);
        }
        fresh.forEach(taken::add);
        current.taken();
        failures = 0;
        if (current.isComplete()) {
            complete(current, now);
        }
    }

    private void complete(PollRun current, Instant now) {
        var before = polls.demand().coverage(channel.id()).orElse(null);
        var coverage = PollSchedule.after(before, current.from(), current.newestChange(), current.begunAt(), now);
        var inFlight = polls.demand().note(channel.id(), now);
        long waiting = inFlight.isEmpty() ? 0 : polls.entrance().waiting(channel.id());
        var ending = new ArrayList<InFlight>();
        String why = null;
        for (var one : inFlight) {
            var end = InFlightEnd.of(one, coverage, waiting, settings);
            if (end == InFlightEnd.ENDS) {
                ending.add(one);
            } else if (!end.told(waiting).isEmpty()) {
                why = "in flight on " + one.name() + " stays: " + end.told(waiting);
            }
        }
        var ended = polls.demand().complete(channel.id(), coverage, ending, why, now);
        ended.forEach(one -> log.info(
                "event=in-flight-ended channel={} listing={} units={} by=\"poll of orders begun {}\"",
                channel.id(),
                one.name(),
                one.asked(),
                current.begunAt()));
        parts.meters().polled(channel.id(), PollOutcome.COMPLETE);
        parts.meters()
                .ended(channel.id(), ended.stream().mapToLong(InFlight::asked).sum());
        log.debug("event=orders-polled channel={} from={} orders={}", channel.id(), current.from(), current.orders());
        told(why);
        run = null;
        nextAt = now.plus(LOOK_EVERY);
    }

    /** A poll that fails keeps nobody from publishing: it waits alone. */
    private void failed(Verdict failure, Instant now) {
        parts.meters().polled(channel.id(), PollOutcome.UNREAD);
        boolean mayPass = failure.call() == Verdict.Call.THROTTLED || failure.call() == Verdict.Call.IN_TROUBLE;
        if (!mayPass) {
            run = null; // a refused page is refused again: from the beginning next time
        }
        var message = failure.items().isEmpty()
                ? failure.call().name()
                : failure.items().get(0).message();
        rest("its orders could not be read: " + message, failure.waitAsked(), now);
    }

    private void rest(String why, @Nullable Duration asked, Instant now) {
        failures++;
        nextAt = now.plus(
                asked != null
                        ? asked
                        : BackOff.after(
                                failures, channel.retry(), parts.random().getAsDouble()));
        if (!why.equals(problem)) {
            polls.demand().failed(channel.id(), why);
        }
        told(why);
    }

    private void told(@Nullable String why) {
        if (why != null && !why.equals(problem)) {
            log.warn("event=order-poll-problem channel={} problem=\"{}\"", channel.id(), why);
        }
        problem = why;
    }
}
