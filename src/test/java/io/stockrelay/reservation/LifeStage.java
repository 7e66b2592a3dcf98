package io.stockrelay.reservation;

import static io.stockrelay.reservation.Requests.cancel;
import static io.stockrelay.reservation.Requests.fail;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.pending;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.reservation.TestShelf.OWN;
import static io.stockrelay.reservation.TestShelf.at;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.PositionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reservation "o" of ten A, five B and, where asked for, three C that we ship ourselves; twenty of each on hand. */
final class LifeStage {

    static final Duration HOUR = Duration.ofHours(1);
    static final PositionKey OWN_C = new PositionKey(new Sku("C"), OWN);

    final TestShelf shelf = new TestShelf().with("A", 20).with("B", 20).with(OWN_C, 20);
    final List<Transition> steps = new ArrayList<>();
    Instant now = Events.NOON;

    @Nullable
    Reservation reservation;

    /** Brought about by commands alone, as in life. */
    static LifeStage in(String state) {
        var stage = new LifeStage();
        switch (state) {
            case "NONE" -> {}
            case "PENDING", "OVER", "EXPIRED", "EXPIRED AFTER PART" -> stage.ask(pending("o", HOUR, lines()));
            default -> stage.ask(reserve("o", lines()));
        }
        switch (state) {
            case "OVER" -> stage.now = stage.now.plus(HOUR);
            case "EXPIRED" -> {
                stage.now = stage.now.plus(HOUR);
                stage.ask(Requests.expire("o"));
            }
            case "PARTLY" -> stage.ship("A", 4);
            case "DISPATCHED" -> {
                stage.ship("A", 10);
                stage.ship("B", 5);
            }
            case "CANCELLED" -> stage.ask(cancel("o"));
            case "CANCELLED AFTER PART" -> {
                stage.ship("A", 4);
                stage.ask(cancel("o"));
            }
            case "FAILED" -> stage.ask(fail("o"));
            default -> {}
        }
        return stage;
    }

    static RequestedLine[] lines() {
        return new RequestedLine[] {line("1", "A", 10), line("2", "B", 5)};
    }

    Answer ask(Command command) {
        return keep(life().decide(command, reservation));
    }

    void ship(String sku, long units) {
        shelf.leave(at(sku), units);
        var change = reservation == null ? null : life().settle(reservation);
        if (change != null) {
            keep(change);
        }
    }

    String state() {
        return reservation == null ? "NONE" : reservation.state().name();
    }

    int version() {
        return reservation == null ? 0 : reservation.version();
    }

    private Answer keep(Change change) {
        reservation = change.after();
        steps.addAll(change.transitions());
        change.left().forEach(left -> shelf.leave(left.position(), left.units()));
        return change.answer();
    }

    private ReservationLife life() {
        return new ReservationLife(shelf, now);
    }
}
