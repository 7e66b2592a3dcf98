package io.stockrelay.bench;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes one row a channel of several rounds. */
final class PublishRows {

    static final Duration P50_MAX = Duration.ofMillis(50);
    static final Duration P99_MAX = Duration.ofMillis(250);

    private PublishRows() {}

    /** Whether all was shown and soon enough; without a target it only has to be shown. */
    static boolean isReached(boolean isDrained, boolean isJudged, Latency latency) {
        return isDrained
                && (!isJudged
                        || latency.p50().compareTo(P50_MAX) <= 0
                                && latency.p99().compareTo(P99_MAX) <= 0);
    }

    static String target(boolean isJudged) {
        return isJudged
                ? "p50 <= " + P50_MAX.toMillis() + " ms, p99 <= " + P99_MAX.toMillis() + " ms"
                : "all shown at the end";
    }

    /** Medians over the rounds; every round has the same channels in the same order. */
    static List<Row> medians(List<List<Row>> rounds) {
        return IntStream.range(0, rounds.get(0).size())
                .mapToObj(channel ->
                        median(rounds.stream().map(round -> round.get(channel)).toList()))
                .toList();
    }

    private static Row median(List<Row> rounds) {
        var latency = new Latency(median(rounds, Row::p50), median(rounds, Row::p99));
        boolean isDrained = rounds.stream()
                .flatMap(row -> row.notes().stream())
                .noneMatch(note -> note.contains(PublishRun.NOT_ALL_SHOWN));
        var rates =
                rounds.stream().map(row -> Objects.requireNonNull(row.ours())).toList();
        var first = rounds.get(0);
        return Row.finding(
                        first.path(),
                        first.unit(),
                        Median.of(rates),
                        first.target(),
                        isReached(isDrained, true, latency),
                        rounds.stream().flatMap(row -> row.notes().stream()).toList())
                .with(latency);
    }

    private static Duration median(List<Row> rounds, Function<Row, @Nullable Duration> figure) {
        var nanos = Median.of(rounds, row -> {
            var span = figure.apply(row);
            return span == null ? null : (double) span.toNanos();
        });
        return nanos == null ? Duration.ZERO : Duration.ofNanos(Math.round(nanos));
    }
}
