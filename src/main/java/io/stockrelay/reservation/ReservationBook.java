package io.stockrelay.reservation;

import io.stockrelay.reservation.Shipment.Booked;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.LedgerGuest.Desk;
import io.stockrelay.stock.LotMark;
import io.stockrelay.stock.LotShare;
import io.stockrelay.stock.Lots;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reservations of one batch: decides commands one after the other, each on what the ones before left. */
public final class ReservationBook {

    private final ReservationPolicy policy;
    private final Map<ReservationKey, BookEntry> entries = new LinkedHashMap<>();
    private final Map<OrderReference, ReservationKey> orders = new HashMap<>();
    private @Nullable Desk desk;
    private Instant now = Instant.EPOCH;

    public ReservationBook(ReservationPolicy policy) {
        this.policy = policy;
    }

    /** Starts from what the database holds; {@code shipments} are those that commands name. */
    public void open(
            Desk stock,
            Instant instant,
            Collection<StoredReservation> stored,
            Map<ReservationKey, Map<String, Shipment>> shipments) {
        desk = stock;
        now = instant;
        for (var one : stored) {
            var key = one.reservation().key();
            entries.put(key, BookEntry.of(one, shipments.getOrDefault(key, Map.of())));
            orders.put(one.reservation().reference(), key);
        }
    }

    public Answer decide(Command command) {
        var entry = entries.get(command.key());
        if (entry != null
                && command instanceof Command.Reserve
                && isAnotherNumber(known(entry).reference())) {
            return Answer.of(
                    Verdict.REFERENCE_TAKEN, null, known(entry).reference().reference());
        }
        if (entry != null) {
            settle(entry); // goods that left earlier in this batch, as if they had left in a batch before
            return decide(command, entry, known(entry).reference());
        }
        if (!(command instanceof Command.Reserve request)) {
            return Answer.of(Verdict.UNKNOWN_RESERVATION, null);
        }
        boolean isTaken = orders.containsKey(request.reference()) || isAnotherNumber(request.reference());
        return isTaken
                ? Answer.of(Verdict.REFERENCE_TAKEN, null, request.reference().reference())
                : decide(command, BookEntry.fresh(policy.account(command.key().scope())), request.reference());
    }

    /** Makes a reservation what an order accepted elsewhere comes to. */
    void state(ReservationKey key, OrderReference order, OrderContent content, Stating.Said said) {
        var known = entries.get(key);
        if (known != null) {
            settle(known);
        }
        var entry = known == null ? BookEntry.fresh(policy.account(key.scope())) : known;
        var reference = known == null ? free(order, key) : known(known).reference();
        var stating = new Stating(new BookShelf(desk(), entry, reference, policy), now);
        var change = stating.state(key, reference, content, entry.reservation(), said);
        if (change.after() != null && !change.transitions().isEmpty()) {
            keep(key, entry, change);
        }
    }

    private boolean isAnotherNumber(OrderReference reference) {
        return !desk().drafts().resolve(reference).equals(reference);
    }

    /** What a reservation holds now; nothing where there is none. */
    Set<PositionKey> held(ReservationKey key) {
        var entry = entries.get(key);
        return entry == null ? Set.of() : known(entry).reserved().keySet();
    }

    /** Who holds what is promised under a number; null where nobody does. */
    @Nullable
    ReservationKey holder(OrderReference number) {
        return orders.get(number);
    }

    /**
     * What was taken for two orders is one: the first comes to nothing, whatever left of it left for the other, which becomes
     * what both say together. What left is known under the other's number already.
     */
    void join(ReservationKey from, ReservationKey to, OrderReference order, OrderContent content, Stating.Said said) {
        var entry = entries.get(from);
        if (entry != null) {
            var into = entries.get(to);
            var before = AllocatedBefore.everywhere(desk().drafts());
            entry.apply(given(entry, into == null ? null : known(into), order, said.actor()));
            entry.become(to);
            entry.tell(before.changes());
        }
        var before = AllocatedBefore.everywhere(desk().drafts());
        state(to, order, content, said);
        var steps = before.changes();
        if (!steps.isEmpty()) {
            Objects.requireNonNull(entries.get(to)).tell(steps);
        }
    }

    private Change given(BookEntry entry, @Nullable Reservation into, OrderReference order, String actor) {
        var known = known(entry);
        var shelf = new BookShelf(desk(), entry, known.reference(), policy);
        known.own().forEach((position, units) -> shelf.take(position, -units));
        boolean isShared = into != null && isSame(known, order) && isSame(into, order);
        var kept = into == null || !isShared ? Map.<PositionKey, Long>of() : into.reserved();
        known.reserved().keySet().forEach(position -> shelf.reserve(position, kept.getOrDefault(position, 0L)));
        var lines = known.lines().stream()
                .map(line -> line.withParts(line.parts().stream()
                        .map(part -> part.withReserved(0).withOwn(0))
                        .toList()))
                .toList();
        var after = new Reservation(
                known.key(),
                known.reference(),
                known.content(),
                known.version() + 1,
                ReservationState.CANCELLED,
                null,
                lines,
                known.madeAt(),
                now,
                known.account());
        return Change.to(after, Verdict.CHANGED, actor, "is another number of order " + order.reference());
    }

    private boolean isSame(Reservation reservation, OrderReference order) {
        return desk().drafts().resolve(reservation.reference()).equals(order);
    }

    /** An order that another one took the number of goes by a number of its own: a fact is never refused. */
    private OrderReference free(OrderReference order, ReservationKey key) {
        return orders.containsKey(order) ? PartySettings.own(key) : order;
    }

    private Answer decide(Command command, BookEntry entry, OrderReference order) {
        var change = life(entry, order).decide(command, entry.reservation());
        keep(command, entry, change);
        var answer = change.answer();
        var now = answer.reservation() == null ? answer : answer.with(entry.reservation());
        return command instanceof Command.Dispatch dispatch && answer.verdict().isYes()
                ? now.with(booked(entry.shipment(dispatch.shipment())))
                : now;
    }

    private static List<Booked> booked(@Nullable Shipment shipment) {
        return shipment == null ? List.of() : shipment.lots();
    }

    /** What events of this batch let leave may end or confirm reservations. */
    public void settle() {
        for (var entry : entries.values()) {
            settle(entry);
        }
    }

    public List<ReservationChange> changes() {
        return entries.values().stream()
                .filter(BookEntry::isChanged)
                .map(BookEntry::change)
                .toList();
    }

    private void keep(Command command, BookEntry entry, Change change) {
        if (change.after() == null || change.transitions().isEmpty()) {
            return;
        }
        keep(command.key(), entry, change);
        if (command instanceof Command.Dispatch dispatch && isTaken(change.answer())) {
            var booked = new ArrayList<Booked>();
            for (int i = 0; i < change.left().size(); i++) {
                booked.addAll(ship(dispatch, change.after(), change.left().get(i), i));
            }
            entry.took(dispatch.shipment(), new Shipment(dispatch.content(), booked));
            settle(entry);
        }
    }

    private void keep(ReservationKey key, BookEntry entry, Change change) {
        entry.apply(change);
        entries.put(key, entry);
        orders.put(known(entry).reference(), key);
    }

    /** One movement for each lot; nobody else will tell from which the goods left. */
    private List<Booked> ship(Command.Dispatch dispatch, Reservation reservation, Change.Left left, int number) {
        var text = reservation.key() + "/" + dispatch.shipment() + "/" + left.line() + "/" + number;
        var lots = desk().drafts().position(left.position()).lots();
        if (lots == null) {
            ship(text, dispatch, reservation, left.position(), new LotShare(Lots.NO_LOT, left.units()));
            return List.of();
        }
        var shares = left.lots().isEmpty() ? lots.firstExpiring(left.units()) : left.lots();
        for (var share : shares) {
            var id = share.lot().equals(Lots.NO_LOT) ? text : text + "/" + share.lot();
            ship(id, dispatch, reservation, left.position(), share);
        }
        return shares.stream()
                .map(share -> new Booked(left.line(), left.position(), share))
                .toList();
    }

    private void ship(
            String text, Command.Dispatch dispatch, Reservation reservation, PositionKey position, LotShare share) {
        var id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        var header = new EventHeader(
                new EventKey(ReservationPolicy.DISPATCHES, id.toString()),
                id,
                EventType.SHIP,
                position.sku(),
                position.location(),
                now,
                0,
                reservation.reference().reference(),
                "shipment " + dispatch.shipment(),
                share.lot().equals(Lots.NO_LOT) ? null : LotMark.controlled(share.lot(), null));
        desk().ship(
                        new MovementEvent(header, share.units(), null, Disposition.SELLABLE),
                        reservation.reference(),
                        new ReceiptId(id));
    }

    private void settle(BookEntry entry) {
        var known = known(entry);
        var change = life(entry, known.reference()).settle(known);
        if (change != null) {
            entry.apply(change);
        }
    }

    /** A refused or repeated shipment leaves no trace, also where its news found the promise expired. */
    private static boolean isTaken(Answer answer) {
        return answer.verdict() == Verdict.CHANGED || answer.verdict() == Verdict.NOTED;
    }

    private ReservationLife life(BookEntry entry, OrderReference order) {
        return new ReservationLife(new BookShelf(desk(), entry, order, policy), now);
    }

    private static Reservation known(BookEntry entry) {
        return Objects.requireNonNull(entry.reservation());
    }

    private Desk desk() {
        return Objects.requireNonNull(desk, "the book was not opened");
    }
}
