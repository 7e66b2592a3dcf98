package io.stockrelay.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report. Figures that a path does not have are null.
 *
 * @param unit what {@code ours} and {@code floor} count, for example {@code events/s}
 * @param ratio ours against the floor
 * @param isReached whether the target is; null where the path has none
 * @param notes what else was seen
 */
public record Row(
        String path,
        String unit,
        @Nullable Double ours,
        @Nullable Double floor,
        @Nullable Double ratio,
        String target,
        @Nullable Boolean isReached,
        @Nullable Duration p50,
        @Nullable Duration p99,
        @Nullable Double programCpuMicros,
        @Nullable Double databaseCpuMicros,
        @Nullable Double clientsCpuMicros,
        @Nullable Double floorDatabaseCpuMicros,
        List<Double> oursByRound,
        List<Double> floorByRound,
        List<String> notes) {

    /** A finding that is not a ratio of two sides run in turns. */
    static Row finding(String path, String unit, double ours, String target, boolean isReached, List<String> notes) {
        return new Row(
                path,
                unit,
                ours,
                null,
                null,
                target,
                isReached,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(ours),
                List.of(),
                notes);
    }

    Row with(Latency latency) {
        return new Row(
                path,
                unit,
                ours,
                floor,
                ratio,
                target,
                isReached,
                latency.p50(),
                latency.p99(),
                programCpuMicros,
                databaseCpuMicros,
                clientsCpuMicros,
                floorDatabaseCpuMicros,
                oursByRound,
                floorByRound,
                notes);
    }

    Row with(List<String> more) {
        return new Row(
                path,
                unit,
                ours,
                floor,
                ratio,
                target,
                isReached,
                p50,
                p99,
                programCpuMicros,
                databaseCpuMicros,
                clientsCpuMicros,
                floorDatabaseCpuMicros,
                oursByRound,
                floorByRound,
                Stream.concat(notes.stream(), more.stream()).toList());
    }
}
