package io.stockrelay.http;

import io.stockrelay.deadletter.Samples;
import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Line;
import io.stockrelay.reservation.ListedReservation;
import io.stockrelay.reservation.RecordedTransition;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.reservation.Scope;
import io.stockrelay.reservation.Shipment;
import io.stockrelay.reservation.Shortage;
import io.stockrelay.reservation.Transition;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers what it was asked, and answers what a test wrote down. */
final class ScriptedReservations implements Reservations {

    static final PositionKey POSITION = new PositionKey(new Sku("TENT-FJORD-2"), new LocationId("WH1"));

    /** Another number of SO-1. */
    static final String OTHER_NUMBER = "W-1";

    final List<Command> asked = new ArrayList<>();
    volatile Verdict verdict = Verdict.MADE;
    volatile ReservationState state = ReservationState.CONFIRMED;
    volatile boolean isAwayAfterwards;
    volatile @Nullable String fault;
    /** Nothing is decided before it. */
    volatile CompletableFuture<?> decides = CompletableFuture.completedFuture(null);

    volatile Filter lastFilter = Filter.ALL;

    private final Runnable check;

    ScriptedReservations(Runnable check) {
        this.check = check;
    }

    void reset() {
        asked.clear();
        verdict = Verdict.MADE;
        state = ReservationState.CONFIRMED;
        isAwayAfterwards = false;
        fault = null;
        decides = CompletableFuture.completedFuture(null);
    }

    @Override
    public List<RecordedTransition> of(Sku sku, long beforeNumber, int limit) {
        return List.of();
    }

    Command last() {
        return asked.get(asked.size() - 1);
    }

    @Override
    public CompletableFuture<Answer> submit(Command command) {
        check.run();
        asked.add(command);
        if (isAwayAfterwards) {
            return CompletableFuture.failedFuture(
                    new io.stockrelay.stock.LedgerUnavailable("no commit", new java.io.IOException("secret-host")));
        }
        if (command.key().id().equals(OTHER_NUMBER)) {
            boolean isNumber = command instanceof Command.Reserve;
            return CompletableFuture.supplyAsync(() -> new Answer(
                    isNumber ? Verdict.REFERENCE_TAKEN : Verdict.UNKNOWN_RESERVATION,
                    null,
                    List.of(),
                    isNumber ? OTHER_NUMBER : null));
        }
        var shortages = verdict == Verdict.INSUFFICIENT_STOCK
                ? List.of(
                        new Shortage("1", POSITION.sku(), POSITION, 5, 3),
                        new Shortage("2", POSITION.sku(), POSITION, 9, 0))
                : List.<Shortage>of();
        var known = verdict == Verdict.UNKNOWN_RESERVATION ? null : reservation(command.key());
        // on another thread, as the ledger does
        var lots = command instanceof Command.Dispatch dispatch ? booked(dispatch) : List.<Shipment.Booked>of();
        return decides.thenApplyAsync(done -> new Answer(verdict, known, shortages, fault, lots));
    }

    /** Whatever its caller named. */
    private static List<Shipment.Booked> booked(Command.Dispatch dispatch) {
        return dispatch.lines().stream()
                .flatMap(line -> line.lots().entrySet().stream()
                        .flatMap(lots -> lots.getValue().stream()
                                .map(share -> new Shipment.Booked(
                                        line.line(), new PositionKey(lots.getKey(), POSITION.location()), share))))
                .toList();
    }

    private Reservation reservation(ReservationKey key) {
        var part = new Line.Part(POSITION, 1, 5, 9);
        return new Reservation(
                key,
                new OrderReference("acme-orders", key.id()),
                new UUID(0, 1),
                3,
                state,
                state == ReservationState.PENDING ? Samples.NOON.plusSeconds(900) : null,
                key.id().equals("SO-GEL")
                        ? List.of(
                                new Line("1", ScriptedLots.GEL, 5, 5, List.of(gels(1))),
                                new Line("2", ScriptedLots.SET, 5, 5, List.of(gels(2), part)),
                                new Line("3", POSITION.sku(), 5, 5, List.of(part)))
                        : List.of(new Line("1", POSITION.sku(), 5, 5, List.of(part))),
                Samples.NOON,
                Samples.NOON,
                null);
    }

    private static Line.Part gels(long perUnit) {
        return new Line.Part(new PositionKey(ScriptedLots.GEL, POSITION.location()), perUnit, 5 * perUnit, 9);
    }

    @Override
    public Optional<Reservation> find(ReservationKey key) {
        boolean isKnown = List.of("SO-1", "SO-GEL").contains(key.id())
                && List.of("account:bergwerk", "channel:shopify", "source:pos")
                        .contains(key.scope().code());
        return isKnown ? Optional.of(reservation(key)) : Optional.empty();
    }

    /** Three of them, of an account, a channel and a source, for whatever is asked. */
    @Override
    public List<ListedReservation> list(Filter filter, @Nullable ReservationKey after, int limit) {
        lastFilter = filter;
        return Stream.of(Scope.Kind.values())
                .map(kind -> new ReservationKey(new Scope(kind, "bergwerk"), "SO/" + kind.ordinal()))
                .filter(key -> after == null || key.toString().compareTo(after.toString()) > 0)
                .limit(limit)
                .map(key -> {
                    var one = reservation(key);
                    return new ListedReservation(
                            key,
                            one.reference(),
                            one.state(),
                            one.version(),
                            1,
                            one.expiresAt(),
                            one.madeAt(),
                            one.changedAt());
                })
                .toList();
    }

    @Override
    public Optional<Reservation> findUnderNumber(ReservationKey number) {
        return number.id().equals(OTHER_NUMBER) ? find(new ReservationKey(number.scope(), "SO-1")) : Optional.empty();
    }

    @Override
    public List<Step> steps(ReservationKey key) {
        return List.of(
                new Step(
                        OTHER_NUMBER,
                        new Transition(1, ReservationState.CONFIRMED, Samples.NOON, "shopify", "order 1")),
                new Step(key.id(), new Transition(1, ReservationState.PENDING, Samples.NOON, "bergwerk", "reserved")));
    }

    @Override
    public Map<PositionKey, Long> dispatched(OrderReference order) {
        return Map.of(POSITION, 2L);
    }

    @Override
    public List<ReservationKey> due(int max) {
        return List.of();
    }
}
