package io.stockrelay.stock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lots of one position. Each is merged as if it were a position of its own; the position is their sum, signed. What
 * is known without a lot stands under {@link #NO_LOT}.
 */
public final class Lots {

    /** What was counted before the item had lots, and what left that no usable lot had. */
    public static final String NO_LOT = "";

    /** The states that are kept by lot; promises are not, and what is on its way has none yet. */
    static final Set<StockState> STATES = EnumSet.of(StockState.ON_HAND, StockState.QUALITY_HOLD, StockState.DAMAGED);

    private final PositionKey key;
    private final LotBook book;
    private final Map<String, PositionDraft> drafts = new TreeMap<>();
    private @Nullable Instant storedDue;

    Lots(PositionKey key, LotBook book) {
        this.key = key;
        this.book = book;
    }

    /** The lot's own draft, empty where nothing was known of it. */
    public PositionDraft of(String lot) {
        return drafts.computeIfAbsent(lot, any -> new PositionDraft(key));
    }

    public boolean knows(String lot) {
        return drafts.containsKey(lot);
    }

    public Map<String, PositionDraft> all() {
        return drafts;
    }

    /** Whether the position's figure of this state is the sum of its lots'. */
    boolean keep(StockState state) {
        return STATES.contains(state)
                || state == StockState.UNUSABLE
                || state != StockState.BLOCKED && drafts.values().stream().anyMatch(draft -> draft.has(state));
    }

    /** Whether its units may be promised now: not expired, blocked neither by a person nor by whoever keeps it. */
    public boolean isUsable(String lot) {
        var draft = drafts.get(lot);
        return book.isUsable(key, lot)
                && (draft == null || draft.track(StockState.BLOCKED).units() <= 0);
    }

    /**
     * Which lots so many units leave from where nobody named any: of those that may be promised and have some free, the one
     * that ends first; what none of them has leaves under no lot.
     */
    public List<LotShare> firstExpiring(long units) {
        var shares = new ArrayList<LotShare>();
        long open = units;
        for (var lot : byEnd()) {
            long taken = Math.min(open, lot.getValue().free());
            if (taken > 0) {
                shares.add(new LotShare(lot.getKey(), taken));
                open -= taken;
            }
        }
        if (open > 0) {
            shares.removeIf(share -> share.lot().equals(NO_LOT));
            shares.add(new LotShare(
                    NO_LOT, units - shares.stream().mapToLong(LotShare::units).sum()));
        }
        return shares;
    }

    /** Those without an end last; of the same end by their codes. */
    private List<Map.Entry<String, PositionDraft>> byEnd() {
        return drafts.entrySet().stream()
                .filter(lot -> isUsable(lot.getKey()))
                .sorted(Comparator.comparing(
                        (Map.Entry<String, PositionDraft> lot) -> book.unusableFrom(key, lot.getKey()),
                        Comparator.nullsLast(Comparator.<Instant>naturalOrder())))
                .toList();
    }

    StateTrack sum(StockState state) {
        if (state == StockState.UNUSABLE) {
            return StateTrack.EMPTY.withAfterUnits(unusable());
        }
        return sum(drafts.values(), state);
    }

    /** As of the newest statement of any lot. */
    private static StateTrack sum(Collection<PositionDraft> drafts, StockState state) {
        Base newest = null;
        long base = 0;
        long after = 0;
        Instant moved = null;
        for (var draft : drafts) {
            var track = draft.track(state);
            var stated = track.base();
            after += track.afterUnits();
            moved = later(moved, track.lastMoved());
            if (stated != null) {
                base += stated.units();
                newest = newest == null || stated.supersedes(newest, state) ? stated : newest;
            }
        }
        return new StateTrack(newest == null ? null : newest.withUnits(base), after, moved);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    /**
     * What must be taken off the position's sums so that exactly what the lots have free is left: the free units of lots
     * that are not usable, and what one lot's limits hide (released more than held) that must not free another's.
     */
    private long unusable() {
        long free = 0;
        for (var lot : drafts.entrySet()) {
            long own = lot.getValue().free();
            free += isUsable(lot.getKey()) ? own : Math.min(0, own);
        }
        return sum(StockState.ON_HAND).units()
                - Math.max(0, sum(StockState.QUALITY_HOLD).units())
                - Math.max(0, sum(StockState.DAMAGED).units())
                - free;
    }

    /** When the position changes by time alone; null where it does not. */
    public @Nullable Instant due() {
        return drafts.entrySet().stream()
                .filter(lot -> lot.getValue().free() > 0 && isUsable(lot.getKey()))
                .map(lot -> book.unusableFrom(key, lot.getKey()))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** What the database holds as {@link #due()}. */
    public void loadDue(@Nullable Instant due) {
        storedDue = due;
    }

    public @Nullable Instant storedDue() {
        return storedDue;
    }
}
