package io.stockrelay.source;

import io.stockrelay.source.FileRunStore.LocationEffect;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a run looks like an accident: it would empty, or move, too much of a location. */
final class FileGuard {

    private FileGuard() {}

    /** Why it is held, with every location at fault; empty where it may pass. */
    static Optional<String> problem(List<LocationEffect> effects, Guards guards) {
        var problems = effects.stream()
                .flatMap(effect -> Stream.concat(zeroed(effect, guards).stream(), moved(effect, guards).stream()))
                .toList();
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static Optional<String> zeroed(LocationEffect effect, Guards guards) {
        return exceeds(effect.zeroed(), effect.stocked(), guards.zeroedSharePercent())
                ? Optional.of("it would bring " + effect.zeroed() + " of the " + effect.stocked()
                        + " SKUs in stock at " + effect.location() + " to zero (allowed: "
                        + guards.zeroedSharePercent() + " %)")
                : Optional.empty();
    }

    private static Optional<String> moved(LocationEffect effect, Guards guards) {
        long moved = Math.abs(effect.unitsAfter() - effect.unitsBefore());
        return exceeds(moved, effect.unitsBefore(), guards.movedSharePercent())
                ? Optional.of("it would change the units at " + effect.location() + " from " + effect.unitsBefore()
                        + " to " + effect.unitsAfter() + " (allowed: " + guards.movedSharePercent() + " %)")
                : Optional.empty();
    }

    /** An empty location has no share: a first load is no accident. */
    private static boolean exceeds(long part, long whole, int percent) {
        return whole > 0
                && BigInteger.valueOf(part)
                                .multiply(BigInteger.valueOf(100))
                                .compareTo(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(percent)))
                        > 0;
    }
}
