package io.stockrelay.sandbox;

import java.time.Duration;
import java.time.Instant;

/** A bucket of points that fills at a constant rate; exact to the millionth of a point. */
final class PointBucket {
    private static final long MICRO = 1_000_000;

    private Pacing pacing;
    private long availableMicros;
    private Instant filledAt;

    PointBucket(Pacing pacing, Instant now) {
        this.pacing = pacing;
        this.availableMicros = pacing.points() * MICRO;
        this.filledAt = now;
    }

    /** Starts anew with a full bucket. */
    synchronized void pace(Pacing newPacing, Instant now) {
        pacing = newPacing;
        availableMicros = newPacing.points() * MICRO;
        filledAt = now;
    }

    /** Takes all the points, or none when they are not there. */
    synchronized Taken take(long points, Instant now) {
        fill(now);
        boolean granted = availableMicros >= points * MICRO;
        if (granted) {
            availableMicros -= points * MICRO;
        }
        return new Taken(granted, availableMicros / MICRO, pacing, waitFor(points));
    }

    private void fill(Instant now) {
        long elapsedMicros = Math.max(0, Duration.between(filledAt, now).toNanos() / 1_000);
        long full = pacing.points() * MICRO;
        long missing = full - availableMicros;
        long restored = elapsedMicros > missing / pacing.restorePerSecond()
                ? missing
                : elapsedMicros * pacing.restorePerSecond();
        availableMicros += restored;
        filledAt = filledAt.plusNanos(elapsedMicros * 1_000);
    }

    private Duration waitFor(long points) {
        long missingMicros = Math.max(0, points * MICRO - availableMicros);
        long micros = (missingMicros + pacing.restorePerSecond() - 1) / pacing.restorePerSecond();
        return Duration.ofNanos(micros * 1_000);
    }

    /** What became of a wish for points, and when the same wish would be granted. */
    record Taken(boolean granted, long available, Pacing pacing, Duration shortfall) {}
}
