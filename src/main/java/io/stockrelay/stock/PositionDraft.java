package io.stockrelay.stock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The working copy of one locked position while a batch is decided; used by one thread. */
public final class PositionDraft {

    private final PositionKey key;
    private final Map<StockState, StateTrack> tracks = new EnumMap<>(StockState.class);
    private final Map<StockState, StateTrack> loaded = new EnumMap<>(StockState.class);
    private final Set<StockState> changed = EnumSet.noneOf(StockState.class);
    private final List<PastMovement> past = new ArrayList<>();
    private final OrderBook book = new OrderBook();
    private final SetAsides setAsides = new SetAsides();
    private @Nullable Lots lots; // null where the item is not counted by lot

    public PositionDraft(PositionKey key) {
        this.key = key;
    }

    public PositionKey key() {
        return key;
    }

    /** What sources said of the orders of this position; loaded where {@link #isNetted()}. */
    public OrderBook book() {
        return book;
    }

    /** Whether a figure of this position depends on the books of sources. */
    public boolean isNetted() {
        if (lots != null && lots.all().values().stream().anyMatch(PositionDraft::isNetted)) {
            return true;
        }
        var onHand = track(StockState.ON_HAND);
        return onHand.nettedUnits() != 0
                || onHand.base() != null && !onHand.base().nets().isEmpty()
                || track(StockState.ALLOCATED).base() != null
                || track(StockState.ALLOCATED).nettedUnits() != 0;
    }

    /** The figure that orders are compared with: of those that are less of orders the newest, without one the newest of all. */
    public @Nullable Base figure() {
        Base newest = null;
        for (var shelf : shelves()) {
            var base = shelf.track(StockState.ON_HAND).base();
            if (base != null && base.netsOrders() && (newest == null || base.supersedes(newest, StockState.ON_HAND))) {
                newest = base;
            }
        }
        return newest == null ? track(StockState.ON_HAND).base() : newest;
    }

    /** What the database holds. */
    public void load(StockState state, StateTrack track) {
        tracks.put(state, track);
        loaded.put(state, track);
    }

    /** As the database holds it; empty where it holds nothing. */
    public StateTrack stored(StockState state) {
        return loaded.getOrDefault(state, StateTrack.EMPTY);
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

    /** As {@link #load(PastMovement)}, for what counted for a lot; null for what had none. */
    public void load(PastMovement movement, @Nullable String lot) {
        (lots == null ? this : lots.of(lot == null ? Lots.NO_LOT : lot)).load(movement);
    }

    /** An older statement, of one lot, or without one of the whole position: then its lots hold nothing. */
    public void load(StockState state, Base stated, @Nullable String lot) {
        if (lots == null || state == StockState.ALLOCATED) {
            book.stated(state, stated);
            return;
        }
        var named = lot == null ? Lots.NO_LOT : lot;
        lots.all().forEach((code, own) -> {
            if (code.equals(named)) {
                own.book.stated(state, stated);
            } else if (lot == null) {
                own.book.stated(state, stated.holding(0));
            }
        });
    }

    public StateTrack track(StockState state) {
        return lots != null && lots.keep(state) ? lots.sum(state) : tracks.getOrDefault(state, StateTrack.EMPTY);
    }

    boolean has(StockState state) {
        return tracks.containsKey(state);
    }

    /** Null where the item is not counted by lot. */
    public @Nullable Lots lots() {
        return lots;
    }

    /** The database holds lots of it, which are loaded next. */
    public Lots load(LotBook book) {
        lots = new Lots(key, book);
        return lots;
    }

    /** From now on it is counted by lot; what was counted before has none. */
    public Lots divided(LotBook book) {
        if (lots == null) {
            var divided = new Lots(key, book);
            var before = divided.of(Lots.NO_LOT);
            tracks.forEach((state, track) -> {
                if (Lots.STATES.contains(state) || state == StockState.IN_TRANSIT && track.base() != null) {
                    before.set(state, track);
                }
            });
            before.tracks.putIfAbsent(StockState.ON_HAND, StateTrack.EMPTY);
            before.changed.add(StockState.ON_HAND); // so that it is there for whatever concerns the whole position
            before.past.addAll(past);
            lots = divided;
        }
        return lots;
    }

    /** Where an event counts: at a lot, or here where the item has none. */
    PositionDraft shelf(EventHeader header, LotBook book) {
        if (header.lot() != null && header.isByLot()) {
            return divided(book).of(header.lot().code());
        }
        return lots == null ? this : lots.of(Lots.NO_LOT);
    }

    /** What a statement means for each draft it is about: a whole position's says that its lots hold nothing. */
    Map<PositionDraft, Map<StockState, Long>> shelves(LevelEvent event, LotBook book) {
        var here = shelf(event.header(), book);
        if (lots == null || event.header().isByLot()) {
            return Map.of(here, event.units());
        }
        Map<PositionDraft, Map<StockState, Long>> shelves = new LinkedHashMap<>();
        for (var lot : lots.all().values()) {
            Map<StockState, Long> units = new EnumMap<>(event.units());
            units.replaceAll((state, stated) -> lot == here ? stated : 0L);
            shelves.put(lot, units);
        }
        return shelves;
    }

    /** To be called before it is written: what the lots changed is changed here. */
    public void sumUp() {
        if (lots == null) {
            return;
        }
        for (var state : StockState.values()) {
            boolean isKept = state == StockState.UNUSABLE
                    || lots.keep(state) && !track(state).equals(StateTrack.EMPTY);
            if (isKept && !track(state).equals(loaded.get(state))) {
                changed.add(state);
            }
        }
    }

    /** Free to promise as far as this batch is decided, signed. */
    public long available() {
        return free()
                - Math.max(0, track(StockState.ALLOCATED).units())
                - track(StockState.UNUSABLE).units();
    }

    /** On hand and neither held nor damaged, signed. */
    public long free() {
        return track(StockState.ON_HAND).units()
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

    /** Itself, or each of its lots: what figures of what is on hand are stated of. */
    public Collection<PositionDraft> shelves() {
        return lots == null ? List.of(this) : lots.all().values();
    }

    /** Where what cannot be told by lot is kept. */
    PositionDraft unnamed() {
        return lots == null ? this : lots.of(Lots.NO_LOT);
    }

    /** Its own alone. */
    List<PastMovement> ownPast() {
        return past;
    }

    /** Those of its lots included. */
    List<PastMovement> past() {
        if (lots == null) {
            return past;
        }
        var all = new ArrayList<>(past);
        lots.all().values().forEach(lot -> all.addAll(lot.past));
        return all;
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
