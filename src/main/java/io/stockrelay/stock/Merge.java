package io.stockrelay.stock;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges statements and movements: a state is its newest statement plus every movement after it, whatever the order of
 * arrival. Pure over the drafts it is given.
 */
public final class Merge {

    private static final StockState[] MOVABLE = {StockState.ON_HAND, StockState.QUALITY_HOLD, StockState.DAMAGED};

    private final StockPolicy policy;
    private final BookKeeping books;

    public Merge(StockPolicy policy) {
        this.policy = policy;
        this.books = new BookKeeping(policy);
    }

    public Decision decide(StockEvent event, Drafts drafts) {
        if (event instanceof BookEvent booked) {
            return books.book(booked, drafts);
        }
        return books.netted(
                LotNews.told(event, drafts, () -> decided(event, drafts)),
                event.header().position(),
                drafts);
    }

    /** Why an event cannot be true besides what is known, if it cannot; to be asked before it is decided. */
    public Optional<String> objection(StockEvent event, Drafts drafts) {
        return event instanceof BookEvent booked ? books.objection(booked, drafts) : Optional.empty();
    }

    /** What a position would be derived to be anew from all that is known; empty where it is just that. */
    public Map<StockState, Decision.Step> rederived(PositionKey position, Drafts drafts) {
        return books.renet(drafts.position(position), drafts);
    }

    private Decision decided(StockEvent event, Drafts drafts) {
        if (event instanceof MovementEvent movement) {
            return move(movement, drafts, movement.header().reference() == null ? null : order(movement.header()));
        }
        if (event instanceof LevelEvent level) {
            var kind = level.header().type() == EventType.COUNT ? StatementKind.COUNT : StatementKind.LEVEL;
            return state(level, kind, drafts);
        }
        return expect((ExpectEvent) event, drafts);
    }

    /** A position that was not in a complete run: a zero statement, weaker than any row of the same time. */
    public Decision zero(LevelEvent absent, Drafts drafts) {
        var position = absent.header().position();
        return books.netted(state(absent, StatementKind.RUN_ZERO, drafts), position, drafts);
    }

    /** Makes this what is promised under the reference, whatever it was before. */
    public void reserve(ReferenceKey key, long units, Drafts drafts) {
        books.change(key, totals -> totals.reserving(units), drafts, new EnumMap<>(StockState.class));
        books.renet(drafts.position(key.position()), drafts);
    }

    /** Goods that left for an order that is known by another name than the event's source would give it. */
    public Decision ship(MovementEvent event, OrderReference order, Drafts drafts) {
        return books.netted(
                LotNews.told(event, drafts, () -> move(event, drafts, order)),
                event.header().position(),
                drafts);
    }

    private Decision move(MovementEvent event, Drafts drafts, @Nullable OrderReference order) {
        var header = event.header();
        if (!policy.authority().mayMove(header.key().source(), header.location(), header.type())) {
            return comparison(header);
        }
        var position = drafts.position(header.position());
        var draft = position.shelf(header, drafts.lots());
        var changes = Changes.of(event);
        var trail = new EnumMap<StockState, Decision.Step>(StockState.class);
        boolean counted = event.units() == 0;
        for (var state : MOVABLE) {
            if (changes.of(state) != 0) {
                counted |= move(position, draft, state, changes.of(state), header, trail);
            }
        }
        draft.remember(new PastMovement(
                header.at(), header.key().source(), changes, header.type() == EventType.SHIP ? order : null));
        if (order != null) {
            countReference(event, order, drafts, trail);
        }
        return counted
                ? new Decision(Outcome.APPLIED, null, trail)
                : new Decision(Outcome.ALREADY_COUNTED, "a newer statement contains it", trail);
    }

    private boolean move(
            PositionDraft position,
            PositionDraft draft,
            StockState state,
            long change,
            EventHeader header,
            Map<StockState, Decision.Step> trail) {
        var track = draft.track(state);
        var base = track.base();
        boolean counts =
                base == null || Cut.counts(base, header.at(), header.key().source(), state, change, policy.clocks());
        set(position, draft, state, track.moved(change, header.at(), counts), trail);
        return counts;
    }

    private Decision state(LevelEvent event, StatementKind kind, Drafts drafts) {
        var header = event.header();
        var position = drafts.position(header.position());
        var trail = new EnumMap<StockState, Decision.Step>(StockState.class);
        boolean stale = false;
        for (var shelf : position.shelves(event, drafts.lots()).entrySet()) {
            stale |= state(header, kind, position, shelf.getKey(), shelf.getValue(), trail);
        }
        var allocated = event.units().get(StockState.ALLOCATED);
        if (allocated != null && position.lots() != null && !header.isByLot()) {
            stale |= state(header, kind, position, position, Map.of(StockState.ALLOCATED, allocated), trail);
        }
        if (!trail.isEmpty()) {
            return new Decision(Outcome.APPLIED, null, trail);
        }
        return stale ? Decision.without(Outcome.STALE, "a newer statement holds") : comparison(header);
    }

    private boolean state(
            EventHeader header,
            StatementKind kind,
            PositionDraft position,
            PositionDraft draft,
            Map<StockState, Long> units,
            Map<StockState, Decision.Step> trail) {
        boolean stale = false;
        for (var stated : units.entrySet()) {
            var state = stated.getKey();
            boolean ofLot = draft != position;
            if (!mayState(header, state) || ofLot && state == StockState.ALLOCATED) {
                continue;
            }
            var base = new Base(
                    stated.getValue(),
                    header.at(),
                    kind,
                    header.sequence(),
                    header.key().source(),
                    header.key().id(),
                    books.nets(header, state, kind));
            draft.book().stated(state, base);
            var track = draft.track(state);
            if (track.base() != null && !base.supersedes(track.base(), state)) {
                stale = true;
                continue;
            }
            long after = state == StockState.ALLOCATED
                    ? track.afterUnits() - track.nettedUnits() // what we promised, whatever a source says of it
                    : draft.unitsAfter(base, state, policy.clocks());
            var restated = track.restated(base, after);
            set(position, draft, state, restated, trail);
        }
        return stale;
    }

    /** The trail tells the position's figures, also where the event counts for one of its lots. */
    private static void set(
            PositionDraft position,
            PositionDraft draft,
            StockState state,
            StateTrack track,
            Map<StockState, Decision.Step> trail) {
        var shown = state == StockState.BLOCKED ? draft : position; // a position is not blocked, its lots are
        long before = trail.containsKey(state)
                ? trail.get(state).before()
                : shown.track(state).units();
        draft.set(state, track);
        trail.put(state, new Decision.Step(before, shown.track(state).units()));
    }

    /** Whoever owns what is held at a location may block lots there, and whoever owns what is released, release them. */
    private boolean mayState(EventHeader header, StockState state) {
        if (header.type().isOfLot()) {
            var owned = header.type() == EventType.LOT_BLOCK ? EventType.HOLD : EventType.RELEASE;
            return policy.authority().mayMove(header.key().source(), header.location(), owned);
        }
        boolean byReferences =
                state == StockState.IN_TRANSIT && policy.authority().countsReferences(header.location());
        return !byReferences && policy.authority().mayState(header.key().source(), header.location(), state);
    }

    private Decision expect(ExpectEvent event, Drafts drafts) {
        var header = event.header();
        if (!policy.authority().mayMove(header.key().source(), header.location(), EventType.EXPECT)) {
            return comparison(header);
        }
        var stated = new ReferenceTotals.Expected(
                event.units(), header.at(), header.key().id(), event.dueOn());
        var key = order(header).at(header.position());
        var known = drafts.reference(key).expected();
        if (known != null && !stated.supersedes(known)) {
            return Decision.without(Outcome.STALE, "a newer expectation of this reference holds");
        }
        var trail = new EnumMap<StockState, Decision.Step>(StockState.class);
        books.change(key, totals -> totals.expecting(stated), drafts, trail);
        return new Decision(Outcome.APPLIED, null, trail);
    }

    private void countReference(
            MovementEvent event, OrderReference order, Drafts drafts, Map<StockState, Decision.Step> trail) {
        var header = event.header();
        long units = event.units();
        var here = order.at(header.position());
        switch (header.type()) {
            case RECEIVE, TRANSFER_IN -> books.change(here, totals -> totals.receiving(units), drafts, trail);
            case SHIP -> books.change(here, totals -> totals.dispatching(units), drafts, trail);
            case TRANSFER_OUT -> {
                if (event.toLocation() != null) {
                    var there = order.at(new PositionKey(header.sku(), event.toLocation()));
                    books.change(there, totals -> totals.transferring(units), drafts, new EnumMap<>(StockState.class));
                }
            }
            case RETURN,
                    ADJUST,
                    HOLD,
                    RELEASE,
                    DAMAGE,
                    SCRAP,
                    EXPECT,
                    COUNT,
                    LEVEL,
                    ORDER,
                    ORDER_EDIT,
                    ORDER_CANCEL,
                    ACKNOWLEDGE,
                    OPEN_ORDERS,
                    LOT_BLOCK,
                    LOT_RELEASE -> {}
        }
    }

    private OrderReference order(EventHeader header) {
        var namespace = policy.references().namespaceOf(header.key().source());
        var reference = header.reference() == null ? header.key().id() : header.reference();
        return new OrderReference(namespace, reference);
    }

    private static Decision comparison(EventHeader header) {
        return Decision.without(
                Outcome.COMPARISON,
                header.key().source() + " does not own " + header.type().code() + " at " + header.location());
    }
}
