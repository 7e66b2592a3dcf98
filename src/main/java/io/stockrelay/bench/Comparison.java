package io.stockrelay.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The measured rounds of both sides of a ratio. */
record Comparison(String path, String unit, Target target, List<Slice> ours, List<Slice> floors) {

    double ratio() {
        double floor = floor();
        return floor == 0 ? 0 : Median.of(rates(ours)) / floor;
    }

    Row row() {
        var p99 = latency(ours, Latency::p99);
        return new Row(
                path,
                unit,
                Median.of(rates(ours)),
                floor(),
                ratio(),
                target.text(),
                target.isReached(ratio(), p99),
                latency(ours, Latency::p50),
                p99,
                Median.of(ours, Slice::programMicrosPerUnit),
                Median.of(ours, Slice::databaseMicrosPerUnit),
                Median.of(ours, Slice::clientsMicrosPerUnit),
                Median.of(floors, Slice::databaseMicrosPerUnit),
                rates(ours),
                rates(floors),
                notes());
    }

    /** A target of time says little where the floor itself takes longer on this machine. */
    private List<String> notes() {
        var p99 = latency(floors, Latency::p99);
        return p99 == null
                ? List.of()
                : List.of("the floor's own p50 / p99: " + Numbers.millis(latency(floors, Latency::p50)) + " / "
                        + Numbers.millis(p99));
    }

    private double floor() {
        var rates = rates(floors);
        return target.isAgainstBest()
                ? rates.stream().mapToDouble(rate -> rate).max().orElse(0)
                : Median.of(rates);
    }

    private static @Nullable Duration latency(List<Slice> slices, Function<Latency, Duration> figure) {
        var nanos = Median.of(slices, slice -> {
            var latency = slice.work().latency();
            return latency == null ? null : (double) figure.apply(latency).toNanos();
        });
        return nanos == null ? null : Duration.ofNanos(Math.round(nanos));
    }

    private static List<Double> rates(List<Slice> slices) {
        return slices.stream().map(Slice::perSecond).toList();
    }
}
