package io.stockrelay.stock;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The working copy of one locked position while a batch is decided; used by one thread. */
public final class PositionDraft {

    private final PositionKey key;
    private final Map<StockState, StateTrack> tracks = new EnumMap<>(StockState.class);
    private final Map<StockState, StateTrack> loaded = new EnumMap<>(StockState.class);
    private final Set<StockState> changed = EnumSet.noneOf(StockState.class);
    private final List<PastMovement> past = new ArrayList<>();
    private final SetAsides setAsides = new SetAsides();

    public PositionDraft(PositionKey key) {
        this.key = key;
    }

    public PositionKey key() {
        return key;
    }

    /** What the database holds. */
    public void load(StockState state, StateTrack track) {
        tracks.put(state, track);
        loaded.put(state, track);
    }

    /** Whether the database holds this state, whatever is in it. */
    public boolean isStored(StockState state) {
        return loaded.containsKey(state);
    }

    /** A position first seen after a complete run of its location starts from that run's zero. */
    public void open(StockState state, Base zero) {
        set(state, StateTrack.EMPTY.restated(zero, 0));
    }

    /** What of it is set aside for accounts. */
    public SetAsides setAsides() {
        return setAsides;
    }

    /** Whether anybody who shows this position would see a difference: other units, or a first statement. */
    public boolean readsDifferently() {
        return setAsides.readDifferently() || statesReadDifferently();
    }

    private boolean statesReadDifferently() {
        return changed.stream().anyMatch(state -> differs(track(state), loaded.getOrDefault(state, StateTrack.EMPTY)));
    }

    private static boolean differs(StateTrack now, StateTrack before) {
        return now.units() != before.units() || (now.base() == null) != (before.base() == null);
    }

    /** Recorded movements that a new base of this batch may have to add on top. */
    public void load(PastMovement movement) {
        past.add(movement);
    }

    public StateTrack track(StockState state) {
        return tracks.getOrDefault(state, StateTrack.EMPTY);
    }

    /** Free to promise as far as this batch is decided, signed. */
    public long available() {
        return track(StockState.ON_HAND).units()
                - Math.max(0, track(StockState.ALLOCATED).units())
                - Math.max(0, track(StockState.QUALITY_HOLD).units())
                - Math.max(0, track(StockState.DAMAGED).units());
    }

    /** The states that this batch changed and that must be written. */
    public Set<StockState> changed() {
        return changed;
    }

    void set(StockState state, StateTrack track) {
        tracks.put(state, track);
        changed.add(state);
    }

    void remember(PastMovement movement) {
        past.add(movement);
    }

    long unitsAfter(Base base, StockState state, Clocks clocks) {
        long sum = 0;
        for (var movement : past) {
            long change = movement.changes().of(state);
            if (change != 0 && Cut.counts(base, movement.at(), movement.source(), state, change, clocks)) {
                sum += change;
            }
        }
        return sum;
    }
}
