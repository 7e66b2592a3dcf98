package io.stockrelay.bench;

import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The middle of several figures: one disturbed round does not move it. */
final class Median {

    private Median() {}

    static double of(Collection<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return 0;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Of those rounds that have the figure; null where none has. */
    static <T> @Nullable Double of(Collection<T> rounds, Function<T, @Nullable Double> figure) {
        var known = rounds.stream().map(figure).filter(Objects::nonNull).toList();
        return known.isEmpty() ? null : of(known);
    }
}
