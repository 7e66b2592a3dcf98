package io.stockrelay.stock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is free of the lots of one position, and what of it time alone takes away.
 *
 * @param free of all lots, signed: units of lots that are not usable count only where more is gone or held than was there
 * @param leaving what is free of usable lots now and is not usable later, the earliest first
 */
public record LotOutlook(long free, List<Leaving> leaving) {

    /** So many units may be promised until then, and no longer. */
    public record Leaving(Instant from, long units) {}

    /**
     * Lots of one position that end at the same time.
     *
     * @param unusableFrom null where they never do, as far as is known
     * @param free units of those lots that have some left
     * @param missing units that the others have too few, zero or below
     */
    public record Shelf(@Nullable Instant unusableFrom, boolean isBlocked, long free, long missing) {}

    public LotOutlook {
        leaving = List.copyOf(leaving);
    }

    public static LotOutlook of(List<Shelf> shelves, Instant now) {
        long free = 0;
        var leaving = new ArrayList<Leaving>();
        for (var shelf : shelves) {
            free += shelf.missing();
            var until = shelf.unusableFrom();
            if (shelf.isBlocked() || until != null && !now.isBefore(until)) {
                continue;
            }
            free += shelf.free();
            if (until != null && shelf.free() > 0) {
                leaving.add(new Leaving(until, shelf.free()));
            }
        }
        leaving.sort(Comparator.comparing(Leaving::from));
        return new LotOutlook(free, leaving);
    }
}
