package io.stockrelay.reservation;

import io.stockrelay.reservation.OrderContent.Place;
import io.stockrelay.stock.DocumentDecision;
import io.stockrelay.stock.LedgerGuest.Desk;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.Sale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The orders of one batch: adds each statement to what was said before, and makes the reservation what comes of it. */
public final class OrderBook {

    private final ReservationBook reservations;
    private final Map<ReservationKey, List<OrderStatement>> said = new HashMap<>();
    private final List<Kept> fresh = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();
    private @Nullable Desk desk;

    public OrderBook(ReservationBook reservations) {
        this.reservations = reservations;
    }

    /**
     * A statement to be stored.
     *
     * @param namespace of the order's number
     */
    public record Kept(ReservationKey order, String namespace, OrderStatement statement) {}

    /** What was said under one number is stored under another from now on. */
    public record Moved(ReservationKey from, ReservationKey to, String namespace) {}

    /** Which reservation an order becomes, under the number it is told by. */
    public static ReservationKey key(OrderEvent order) {
        return key(order, order.order());
    }

    /** Which reservation an order becomes, under one of its numbers. */
    public static ReservationKey key(OrderEvent order, OrderReference number) {
        return new ReservationKey(Scope.ofCode(order.party()), number.reference());
    }

    private OrderReference number(OrderEvent order) {
        return desk().drafts().resolve(order.order());
    }

    /** Starts from what the database holds. */
    public void open(Desk stock, Map<ReservationKey, List<OrderStatement>> stored) {
        desk = stock;
        stored.forEach((order, statements) -> said.put(order, new ArrayList<>(statements)));
    }

    /** Everything said of an order is kept, and folded again each time: there is a maximum. */
    public Optional<String> objection(OrderEvent event) {
        var key = key(event, number(event));
        return said.getOrDefault(key, List.of()).size() < OrderStatement.COUNT_MAX
                ? Optional.empty()
                : Optional.of("of order " + event.id() + " of " + event.party() + " " + OrderStatement.COUNT_MAX
                        + " statements are kept, as many as there may be; nothing was taken from this one. Find out why"
                        + " its source tells of it again and again under new ids. What the order is now, set by hand:"
                        + " amend or cancel the reservation, then discard this");
    }

    /** Whether all that is promised under a number is what was said of this order. */
    public boolean isStated(OrderReference number) {
        var holder = reservations.holder(number);
        return holder != null
                && OrderFold.of(said.getOrDefault(holder, List.of())).base() != null;
    }

    /** What was said of an order under another number was said of this one: both are put together as one. */
    public void join(ReservationKey from, OrderReference order) {
        var to = new ReservationKey(from.scope(), order.reference());
        var other = said.remove(from);
        if (other == null || from.equals(to)) {
            return;
        }
        var all = said.computeIfAbsent(to, key -> new ArrayList<>());
        all.addAll(other);
        fresh.replaceAll(kept -> kept.order().equals(from) ? new Kept(to, order.namespace(), kept.statement()) : kept);
        moved.add(new Moved(from, to, order.namespace()));
        var content = OrderFold.of(all);
        var base = content.base();
        var teller = base == null ? all.get(0) : base;
        reservations.join(
                from,
                to,
                order,
                content,
                new Stating.Said(teller.event().source().value(), "order " + from.id() + " is the same as " + to.id()));
    }

    public List<Moved> moved() {
        return List.copyOf(moved);
    }

    public DocumentDecision decide(OrderEvent event) {
        var number = number(event);
        var key = key(event, number);
        var statement = OrderStatement.of(event);
        var all = said.computeIfAbsent(key, order -> new ArrayList<>());
        var before = OrderFold.of(all);
        all.add(statement);
        fresh.add(new Kept(key, number.namespace(), statement));
        var after = OrderFold.of(all);
        var positions = positions(all);
        positions.addAll(reservations.held(key));
        var promised = AllocatedBefore.at(desk().drafts(), positions);
        var what = event.header().type().code() + " " + event.header().key().id();
        reservations.state(
                key,
                number,
                after,
                new Stating.Said(event.header().key().source().value(), what));
        var steps = promised.changes();
        var touched = new LinkedHashSet<>(event.positions());
        touched.addAll(steps.keySet());
        return new DocumentDecision(
                outcome(statement, after), detail(statement, after), touched, steps, sales(event, before, after));
    }

    public List<Kept> fresh() {
        return List.copyOf(fresh);
    }

    private static Outcome outcome(OrderStatement statement, OrderContent order) {
        var base = order.base();
        if (base == null || base.equals(statement)) {
            return Outcome.APPLIED;
        }
        if (statement.isWhole()) {
            return Outcome.STALE;
        }
        boolean counts = statement.lines().stream().anyMatch(line -> statement.isOnTopOf(base, line.units()));
        return counts ? Outcome.APPLIED : Outcome.ALREADY_COUNTED;
    }

    private static @Nullable String detail(OrderStatement statement, OrderContent order) {
        if (order.base() == null) {
            return "kept until its order comes";
        }
        if (order.isForgotten()) {
            return "the order ended long ago, and what was said of it is no longer kept; "
                    + (outcome(statement, order) == Outcome.APPLIED
                            ? "this counts when a newer version of the whole order comes"
                            : "nothing was changed");
        }
        return switch (outcome(statement, order)) {
            case STALE -> "a newer version of the order holds";
            case ALREADY_COUNTED -> "a newer version of the order contains it";
            default ->
                order.unknown().isEmpty()
                        ? null
                        : "no statement of the order says what its line " + String.join(", ", order.unknown())
                                + " is; a newer version of the whole order will";
        };
    }

    private static Set<PositionKey> positions(List<OrderStatement> statements) {
        var positions = new LinkedHashSet<PositionKey>();
        for (var statement : statements) {
            for (var line : statement.lines()) {
                if (line.article() != null) {
                    line.article().parts().forEach(part -> positions.add(part.position()));
                }
            }
        }
        return positions;
    }

    private static List<Sale> sales(OrderEvent event, OrderContent before, OrderContent after) {
        var changes = new LinkedHashMap<Place, Long>(after.places());
        before.places().forEach((place, units) -> changes.merge(place, -units, Math::addExact));
        var sales = new ArrayList<Sale>();
        changes.forEach((place, units) -> {
            if (units != 0) {
                sales.add(new Sale(event.party(), place.sku(), place.location(), place.isPlaced(), units));
            }
        });
        return sales;
    }

    private Desk desk() {
        return Objects.requireNonNull(desk, "the book was not opened");
    }
}
