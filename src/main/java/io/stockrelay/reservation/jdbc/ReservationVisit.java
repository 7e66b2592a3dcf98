package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationBook;
import io.stockrelay.reservation.ReservationChange;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.stock.DocumentDecision;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.LedgerGuest.DecideAgain;
import io.stockrelay.stock.LedgerGuest.Desk;
import io.stockrelay.stock.LedgerGuest.Visit;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.ReferenceTotals;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One batch's commands and shipped orders, from the first look to the writing. */
final class ReservationVisit implements Visit {

    private final ReservationTable table;
    private final ReservationLook look;
    private final Repeats repeats;
    private final NoticeRows notices;
    private final ReservationBook book;
    private final List<Command> commands;
    private final StatedOrders stated;
    private final Set<OrderReference> orders;
    private final Set<ReservationKey> keys = new LinkedHashSet<>();
    private final boolean shipsOrders;
    private boolean looksFirst;
    private boolean isAlone;
    /** Whether it is left to the unique keys of reservations to tell that one of them is known. */
    private boolean leavesKeys;
    /** What was read along with the positions, where all that is asked for is new. */
    private ReservationTable.@Nullable Read allNew;

    private List<Long> numbers = List.of();
    private @Nullable Desk desk;

    ReservationVisit(
            ReservationTable table,
            ReservationLook look,
            Repeats repeats,
            NoticeRows notices,
            ReservationBook book,
            List<Command> commands,
            Set<OrderReference> shipped,
            StatedOrders stated) {
        this.table = table;
        this.look = look;
        this.repeats = repeats;
        this.notices = notices;
        this.book = book;
        this.commands = commands;
        this.stated = stated;
        this.shipsOrders = !shipped.isEmpty();
        this.orders = new LinkedHashSet<>(shipped);
        for (var command : commands) {
            keys.add(command.key());
            if (command instanceof Command.Reserve request) {
                orders.add(request.reference());
            }
            looksFirst |= !isNew(command);
        }
    }

    /** Says itself what it is about. Should something be promised under its id already, that mostly is the same. */
    private static boolean isNew(Command command) {
        return command instanceof Command.Reserve request && request.amends() == null;
    }

    @Override
    public void lookFirst() {
        looksFirst = true;
        repeats.seen();
    }

    @Override
    public void alone() {
        isAlone = true;
    }

    @Override
    public Collection<ReferenceKey> references() {
        var wanted = new LinkedHashSet<ReferenceKey>();
        stated.lock(); // before any position: whoever states the same order waits here
        looksFirst |= !stated.keys().isEmpty();
        keys.addAll(stated.keys());
        orders.addAll(stated.references());
        var known = looksFirst && !keys.isEmpty() ? look.held(keys) : List.<ReservationLook.Held>of();
        wanted.addAll(stated.wanted(known));
        known.forEach(held -> wanted.add(held.reference().at(held.position())));
        for (var command : commands) {
            if (command instanceof Command.Reserve request) {
                var orders = new HashSet<OrderReference>();
                orders.add(request.reference());
                known.stream()
                        .filter(held -> held.key().equals(request.key()))
                        .forEach(held -> orders.add(held.reference()));
                for (var line : request.lines()) {
                    line.components()
                            .forEach(component -> orders.forEach(order -> wanted.add(order.at(component.position()))));
                }
            }
        }
        if (!looksFirst && !shipsOrders) {
            leavesKeys = isAlone && !repeats.wereLately();
            look.along(keys, orders, commands.size(), leavesKeys, read -> allNew = read);
        }
        return wanted;
    }

    /** All that is known of them is found by the look along, or by writing what is made. */
    @Override
    public boolean beginsReferences() {
        return isAlone && !looksFirst;
    }

    @Override
    public void open(Desk stock) {
        desk = stock;
        if (beginsReferences() && allNew == null) {
            throw new DecideAgain("something is known already under an id or a number of what was taken to be new");
        }
        var known = orders.stream().map(stock.drafts()::resolve).collect(Collectors.toUnmodifiableSet());
        var read = allNew != null && known.equals(orders)
                ? allNew
                : table.lock(keys, known, commands, commands.size() + stated.count());
        for (var stored : read.reservations()) {
            boolean isAsked = keys.contains(stored.reservation().key());
            for (var position : stored.reservation().reserved().keySet()) {
                if (isAsked && !stock.holds(stored.reservation().reference().at(position))) {
                    throw new DecideAgain("reservation " + stored.reservation().key() + " changed meanwhile");
                }
            }
        }
        numbers = read.numbers();
        book.open(stock, read.now(), read.reservations(), read.shipments());
        stated.open(book, stock);
    }

    @Override
    public Object decide(LedgerTask<?> task) {
        return book.decide((Command) task);
    }

    @Override
    public boolean isStated(OrderReference order) {
        return stated.isStated(order);
    }

    @Override
    public Optional<String> objection(DocumentEvent document) {
        return stated.objection((OrderEvent) document);
    }

    @Override
    public DocumentDecision decide(DocumentEvent document) {
        return stated.decide((OrderEvent) document);
    }

    @Override
    public void close() {
        stated.join();
        book.settle();
        var changes = book.changes();
        if (leavesKeys) {
            requireNew(changes);
        }
        table.write(changes, untouched(changes), numbers, desk()::id);
        stated.write();
        notices.keep(changes);
    }

    /** Where a promise is made, writing it finds out whether anything is known under its id or number; nobody else does. */
    private void requireNew(List<ReservationChange> changes) {
        var made = changes.stream().map(change -> change.after().key()).collect(Collectors.toSet());
        var refused = commands.stream()
                .map(Command.Reserve.class::cast)
                .filter(request -> !made.contains(request.key()))
                .toList();
        if (!refused.isEmpty()
                && look.anyReservation(
                        refused.stream().map(Command.Reserve::key).toList(),
                        refused.stream().map(Command.Reserve::reference).toList())) {
            throw new DecideAgain("something that was taken to be new and refused is promised already");
        }
    }

    /** Nothing else is known under their references: their lines tell it, until more is. */
    private Set<ReservationKey> untouched(List<ReservationChange> changes) {
        if (!beginsReferences()) {
            return Set.of();
        }
        var untouched = new HashSet<ReservationKey>();
        for (var change : changes) {
            var reservation = change.after();
            if (change.stored() == null && tellsAll(reservation)) {
                untouched.add(reservation.key());
                reservation
                        .reserved()
                        .keySet()
                        .forEach(position ->
                                desk().leaveUnwritten(reservation.reference().at(position)));
            }
        }
        return untouched;
    }

    private boolean tellsAll(Reservation reservation) {
        var parts = reservation.lines().stream()
                .flatMap(line -> line.parts().stream())
                .toList();
        return !parts.isEmpty()
                && parts.size() == reservation.reserved().size() // a position each
                && parts.stream()
                        .allMatch(part -> desk().drafts()
                                .reference(reservation.reference().at(part.position()))
                                .equals(new ReferenceTotals(null, 0, 0, 0, part.reserved())));
    }

    private Desk desk() {
        return Objects.requireNonNull(desk, "the visit was not opened");
    }
}
