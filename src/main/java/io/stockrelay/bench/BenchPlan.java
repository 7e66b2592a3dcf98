package io.stockrelay.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds measured rounds of each ratio, 1 to 100; a claim takes 5
 * @param warmUps rounds before them that are thrown away, 0 to 20
 * @param runIn for how long each path is loaded before its first round, uncounted, for a young program is several times
 *     slower; up to 10 minutes
 * @param slice how long one side of one round runs, up to 10 minutes
 * @param burst how long the overload lasts, up to 10 minutes
 * @param rows rows of the file, 1 to 10,000,000
 * @param skus items in the item master, 10 to 200,000; each at five locations of every source
 */
public record BenchPlan(int rounds, int warmUps, Duration runIn, Duration slice, Duration burst, long rows, int skus) {

    static final int LOCATIONS = 5;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    public BenchPlan {
        require(rounds >= 1 && rounds <= 100, "--rounds must be 1 to 100: " + rounds);
        require(warmUps >= 0 && warmUps <= 20, "--warm-ups must be 0 to 20: " + warmUps);
        require(
                !runIn.isNegative() && runIn.compareTo(LONGEST) <= 0,
                "--run-in must be 0 to 600: " + runIn.toSeconds());
        require(isSpan(slice), "--seconds must be 1 to 600: " + slice.toSeconds());
        require(isSpan(burst), "--burst-seconds must be 1 to 600: " + burst.toSeconds());
        require(rows >= 1 && rows <= 10_000_000, "--rows must be 1 to 10000000: " + rows);
        require(skus >= 10 && skus <= 200_000, "--skus must be 10 to 200000: " + skus);
    }

    /** Locations the file states figures for: as many as its rows need, each row its own position. */
    int fileLocations() {
        return Math.toIntExact((rows + skus - 1) / skus);
    }

    /** Numbers of clients to measure with, fewest first. */
    static List<Integer> clients(List<Integer> given) {
        require(!given.isEmpty(), "--clients names no number");
        given.forEach(count -> require(count >= 1 && count <= 1_000, "--clients must be 1 to 1000: " + count));
        return given.stream().distinct().sorted().toList();
    }

    private static boolean isSpan(Duration span) {
        return !span.isNegative() && !span.isZero() && span.compareTo(LONGEST) <= 0;
    }

    private static void require(boolean isRight, String problem) {
        if (!isRight) {
            throw new BenchFailed(problem, "Choose another number.");
        }
    }
}
