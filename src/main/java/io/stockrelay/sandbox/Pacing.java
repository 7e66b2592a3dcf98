package io.stockrelay.sandbox;

/**
 * How fast a simulated channel may be called.
 *
 * @param points the most that can be spent at once (the bucket's size or burst)
 * @param restorePerSecond what comes back each second
 */
public record Pacing(long points, long restorePerSecond) {
    static final long POINTS_MAX = 1_000_000_000;

    /** So large that no limit is ever met; a caller that obeys the advertised numbers is not held back either. */
    public static final Pacing LIFTED = new Pacing(POINTS_MAX, POINTS_MAX);

    public Pacing {
        requireInRange("points", points);
        requireInRange("restorePerSecond", restorePerSecond);
    }

    private static void requireInRange(String name, long value) {
        if (value < 1 || value > POINTS_MAX) {
            throw new RefusedRequest(name + " must be 1 to " + POINTS_MAX + ": " + value);
        }
    }
}
