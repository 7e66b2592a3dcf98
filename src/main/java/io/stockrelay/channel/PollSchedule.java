package io.stockrelay.channel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a channel's orders are polled, and from which change on. */
final class PollSchedule {

    private PollSchedule() {}

    /** @param coverage null before the first complete poll */
    static boolean isDue(
            OrderPollSettings settings, @Nullable Coverage coverage, List<InFlight> inFlight, Instant now) {
        boolean isAsked =
                inFlight.stream().anyMatch(one -> !now.isBefore(one.askedAt().plus(settings.settle())));
        if (coverage == null) {
            return isAsked || !settings.every().isZero();
        }
        var restsSince = coverage.completedAt();
        return isAsked && !now.isBefore(restsSince.plus(settings.settle()))
                || !settings.every().isZero() && !now.isBefore(restsSince.plus(settings.every()));
    }

    /**
     * Where a poll begins to read. It goes on where the last complete one ended; without one it reaches back from
     * whatever is in flight, and no further than the channel lists orders.
     */
    static Instant from(OrderPollSettings settings, @Nullable Coverage coverage, List<InFlight> inFlight, Instant now) {
        if (coverage != null && coverage.reaches(now)) {
            return coverage.seenTo().minus(OrderPollSettings.OVERLAP);
        }
        var furthest = now.minus(OrderPollSettings.GAP_MAX);
        var oldest = inFlight.stream()
                .map(InFlight::since)
                .filter(since -> since.minus(settings.lookBack()).isAfter(furthest))
                .min(Instant::compareTo)
                .filter(now::isAfter)
                .orElse(now);
        return oldest.minus(settings.lookBack());
    }

    /** What is covered when a poll that began to read at {@code from} is complete. */
    static Coverage after(
            @Nullable Coverage before, Instant from, @Nullable Instant newestChange, Instant begunAt, Instant now) {
        var next = before != null && before.reaches(begunAt) ? before : new Coverage(from, from, begunAt, now);
        var seenTo = newestChange == null || newestChange.isBefore(next.seenTo()) ? next.seenTo() : newestChange;
        return new Coverage(next.from(), seenTo, begunAt, now);
    }
}
