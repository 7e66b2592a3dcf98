package io.stockrelay.reservation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of promises written a second time, slowly and from the text alone: every figure is added up anew from all
 * that ever happened, and stock is handed out one unit at a time. Shares only the words of commands with the product.
 */
final class NaivePromises {

    static final Set<String> ENDED = Set.of("CANCELLED", "EXPIRED", "FAILED");

    /** One line; what it holds of each place, by place. */
    static final class NaiveLine {
        String name = "";
        String sku = "";
        long requested;
        long promised;
        final Map<PositionKey, Long> perUnit = new LinkedHashMap<>();
        final Map<PositionKey, Long> holds = new LinkedHashMap<>();
        /** What of it was set aside for its account. */
        final Map<PositionKey, Long> own = new LinkedHashMap<>();
    }

    /** One order with a promise. */
    static final class Order {
        String state = "";
        int version;
        UUID content = new UUID(0, 0);

        @Nullable
        Instant expires;

        List<NaiveLine> lines = new ArrayList<>();
        final Map<String, UUID> shipments = new HashMap<>();

        long own(PositionKey place) {
            return lines.stream()
                    .mapToLong(line -> line.own.getOrDefault(place, 0L))
                    .sum();
        }

        long holds(PositionKey place) {
            return lines.stream()
                    .mapToLong(line -> line.holds.getOrDefault(place, 0L))
                    .sum();
        }
    }

    private record Moved(Instant at, PositionKey place, long change) {}

    private record Counted(Instant at, PositionKey place, long units) {}

    private record Gone(String order, PositionKey place, long units) {}

    final Map<String, Order> orders = new TreeMap<>();
    final NaiveAllocations allocations = new NaiveAllocations(this::taken);
    private final List<Moved> moves = new ArrayList<>();
    private final List<Counted> counts = new ArrayList<>();
    private final List<Gone> gone = new ArrayList<>();

    // what happened

    void event(StockEvent event, Instant now) {
        var place = event.header().position();
        if (event instanceof LevelEvent level) {
            counts.add(new Counted(
                    event.header().at(),
                    place,
                    Objects.requireNonNull(level.units().get(StockState.ON_HAND))));
            return;
        }
        var move = (MovementEvent) event;
        boolean isShip = move.header().type() == EventType.SHIP;
        if (isShip && place.location().equals(Events.WH3)) {
            return; // nobody but /dispatch may say so there
        }
        moves.add(new Moved(move.header().at(), place, isShip ? -move.units() : move.units()));
        if (isShip && move.header().reference() != null) {
            gone.add(new Gone(move.header().reference(), place, move.units()));
        }
    }

    /** Called wherever goods may have left since it was looked at. */
    void settle() {
        orders.keySet().forEach(this::settle);
    }

    private void settle(String id) {
        var order = orders.get(id);
        if (order == null || ENDED.contains(order.state)) {
            return;
        }
        var state = stateOf(id, order);
        if (!state.equals(order.state)) {
            order.state = state;
            order.version++;
        }
    }

    private String stateOf(String id, Order order) {
        long held = 0;
        long left = 0;
        for (var place : places(order)) {
            held += order.holds(place);
            left += Math.min(order.holds(place), left(id, place));
        }
        return left == 0 ? order.state : left == held ? "DISPATCHED" : "PARTLY_DISPATCHED";
    }

    // figures

    long onHand(PositionKey place) {
        Counted newest = null;
        for (var count : counts) {
            if (count.place.equals(place) && (newest == null || count.at.isAfter(newest.at))) {
                newest = count;
            }
        }
        long units = newest == null ? 0 : newest.units;
        for (var move : moves) {
            if (move.place.equals(place) && (newest == null || move.at.isAfter(newest.at))) {
                units += move.change;
            }
        }
        return units;
    }

    long left(String id, PositionKey place) {
        return gone.stream()
                .filter(one -> one.order.equals(id) && one.place.equals(place))
                .mapToLong(Gone::units)
                .sum();
    }

    private long waiting(String id, PositionKey place) {
        var order = orders.get(id);
        return order == null ? 0 : Math.max(0, order.holds(place) - left(id, place));
    }

    long allocated(PositionKey place) {
        return orders.keySet().stream().mapToLong(id -> waiting(id, place)).sum();
    }

    /**
     * What the order may have there in all: what left, and what nobody else waits for or has set aside, and what it has
     * anyway.
     */
    long room(String id, PositionKey place) {
        long others = allocated(place) - waiting(id, place) + allocations.freeOfOthers(account(id), place);
        return left(id, place) + Math.max(waiting(id, place), onHand(place) - others);
    }

    /** By its id alone; null where the order draws on nobody's set-asides. */
    static @Nullable AccountId account(String id) {
        if (id.endsWith("@shop")) {
            return null;
        }
        return id.contains("@") ? Requests.OTHER_ACCOUNT : Requests.DEALER_ACCOUNT; // the portal sells for dealer-8
    }

    /** What all orders of the account took there and did not give back. */
    long taken(AccountId account, PositionKey place) {
        return orders.entrySet().stream()
                .filter(order -> account.equals(account(order.getKey())))
                .mapToLong(order -> order.getValue().own(place))
                .sum();
    }

    static Set<PositionKey> places(Order order) {
        var places = new java.util.LinkedHashSet<PositionKey>();
        order.lines.forEach(line -> places.addAll(line.holds.keySet()));
        return places;
    }

    // commands

    String ask(Command command, Instant now) {
        var id = command.key().id();
        settle(id);
        var order = orders.get(id);
        if (order != null && order.state.equals("PENDING") && order.expires != null && !order.expires.isAfter(now)) {
            end(id, order, "EXPIRED");
            if (command instanceof Command.Expire) {
                return "CHANGED";
            }
        }
        var said = command instanceof Command.Reserve request
                ? reserve(id, order, request, now)
                : act(id, order, command, now);
        settle(id);
        return said;
    }

    private String act(String id, @Nullable Order order, Command command, Instant now) {
        if (order == null) {
            return "UNKNOWN_RESERVATION";
        }
        boolean ended = ENDED.contains(order.state);
        boolean dispatched = order.state.equals("DISPATCHED");
        if (command instanceof Command.Expire) {
            return order.state.equals("EXPIRED") ? "UNCHANGED" : "NOT_DUE";
        }
        if (command instanceof Command.Cancel cancel) {
            return cancel(id, order, cancel);
        }
        if (command instanceof Command.Dispatch dispatch) {
            return dispatch(id, order, dispatch, now);
        }
        if (command instanceof Command.Fail && order.state.equals("FAILED")) {
            return "UNCHANGED";
        }
        if (ended || dispatched && command instanceof Command.Fail) {
            return "IS_" + order.state;
        }
        if (command instanceof Command.Fail) {
            end(id, order, "FAILED");
            return "CHANGED";
        }
        if (!order.state.equals("PENDING")) {
            return "UNCHANGED";
        }
        move(order, "CONFIRMED");
        return "CHANGED";
    }

    private String reserve(String id, @Nullable Order order, Command.Reserve request, Instant now) {
        boolean amends = request.amends() != null;
        if (order == null) {
            return amends ? "UNKNOWN_RESERVATION" : make(id, request, now, "MADE");
        }
        if (ENDED.contains(order.state) || amends && order.state.equals("DISPATCHED")) {
            return request.renew() && !amends ? make(id, request, now, "MADE") : "IS_" + order.state;
        }
        boolean isSame = order.content.equals(request.content());
        if (!amends) {
            return isSame ? "UNCHANGED" : "DIFFERENT_CONTENT";
        }
        if (Objects.requireNonNull(request.amends()) != order.version) {
            boolean isDone = request.amends() < order.version
                    && sketch(request).equals(sketch(order))
                    && !(request.confirmed() && order.state.equals("PENDING"));
            return isDone ? "UNCHANGED" : "OTHER_VERSION";
        }
        return make(id, request, now, "CHANGED");
    }

    private static String sketch(Command.Reserve request) {
        var text = new StringBuilder();
        for (var line : request.lines()) {
            var places = new java.util.TreeSet<String>();
            line.components().forEach(one -> places.add(one.position().toString()));
            text.append(line.line())
                    .append(line.sku().value())
                    .append(line.units())
                    .append(places)
                    .append('/');
        }
        return text.toString();
    }

    private static String sketch(Order order) {
        var text = new StringBuilder();
        for (var line : order.lines) {
            var places = new java.util.TreeSet<String>();
            line.perUnit.keySet().forEach(place -> places.add(place.toString()));
            text.append(line.name)
                    .append(line.sku)
                    .append(line.requested)
                    .append(places)
                    .append('/');
        }
        return text.toString();
    }

    private String make(String id, Command.Reserve request, Instant now, String yes) {
        var lines = handOut(id, request);
        long missing =
                lines.stream().mapToLong(line -> line.requested - line.promised).sum();
        long promised = lines.stream().mapToLong(line -> line.promised).sum();
        if (request.fill() == Fill.ALL_OR_NOTHING ? missing > 0 : promised == 0) {
            return "INSUFFICIENT_STOCK";
        }
        var order = orders.get(id);
        boolean isAmendment = yes.equals("CHANGED");
        if (order != null && isAmendment && undoesWhatLeft(id, order, lines)) {
            return "IS_DISPATCHED";
        }
        if (order == null) {
            order = new Order();
            orders.put(id, order);
        }
        boolean staysPending = !request.confirmed() && (!isAmendment || order.state.equals("PENDING"));
        boolean staysAsItIs = isAmendment && !order.state.equals("PENDING");
        order.lines = lines;
        order.content = isAmendment ? order.content : request.content();
        move(order, staysPending ? "PENDING" : staysAsItIs ? order.state : "CONFIRMED");
        order.state = stateOf(id, order); // what left before is part of the same step
        order.expires = order.state.equals("PENDING") ? now.plus(request.lifetime()) : null;
        return yes;
    }

    private boolean undoesWhatLeft(String id, Order before, List<NaiveLine> lines) {
        var after = new Order();
        after.lines = lines;
        return places(before).stream()
                .anyMatch(place -> after.holds(place) < Math.min(before.holds(place), left(id, place)));
    }

    /** One unit after the other, line by line, as long as every component is still there. */
    private List<NaiveLine> handOut(String id, Command.Reserve request) {
        var rest = new HashMap<PositionKey, Long>();
        var ownRest = new HashMap<PositionKey, Long>();
        var lines = new ArrayList<NaiveLine>();
        for (var wanted : request.lines()) {
            var line = new NaiveLine();
            line.name = wanted.line();
            line.sku = wanted.sku().value();
            line.requested = wanted.units();
            for (var component : wanted.components()) {
                rest.computeIfAbsent(component.position(), place -> room(id, place));
                line.perUnit.put(component.position(), component.perUnit());
                line.holds.put(component.position(), 0L);
                line.own.put(component.position(), 0L);
                ownRest.computeIfAbsent(component.position(), place -> ownRoom(id, place));
            }
            while (line.promised < line.requested
                    && line.perUnit.entrySet().stream()
                            .allMatch(one -> Objects.requireNonNull(rest.get(one.getKey())) >= one.getValue())) {
                line.promised++;
                line.perUnit.forEach((place, units) -> {
                    rest.merge(place, -units, Long::sum);
                    line.holds.merge(place, units, Long::sum);
                    for (long unit = 0; unit < units && Objects.requireNonNull(ownRest.get(place)) > 0; unit++) {
                        ownRest.merge(place, -1L, Long::sum);
                        line.own.merge(place, 1L, Long::sum);
                    }
                });
            }
            lines.add(line);
        }
        return lines;
    }

    /** What is set aside for its account and still there, and what the order has of it anyway. */
    private long ownRoom(String id, PositionKey place) {
        var account = account(id);
        var order = orders.get(id);
        return account == null ? 0 : allocations.free(account, place) + (order == null ? 0 : order.own(place));
    }

    private String cancel(String id, Order order, Command.Cancel cancel) {
        var names = order.lines.stream().map(line -> line.name).toList();
        if (!names.containsAll(cancel.lines())) {
            return "UNKNOWN_LINE";
        }
        if (ENDED.contains(order.state)) {
            return "UNCHANGED";
        }
        if (order.state.equals("DISPATCHED")) {
            return "IS_DISPATCHED";
        }
        if (cancel.lines().isEmpty()) {
            end(id, order, "CANCELLED");
            return "CHANGED";
        }
        if (!release(id, order, cancel.lines())) {
            return "UNCHANGED";
        }
        boolean isEmpty = places(order).stream().allMatch(place -> order.holds(place) == 0);
        move(order, isEmpty ? "CANCELLED" : stateOf(id, order));
        return "CHANGED";
    }

    private void end(String id, Order order, String state) {
        release(
                id,
                order,
                Set.copyOf(order.lines.stream().map(line -> line.name).toList()));
        move(order, state);
    }

    /** Each place's units that left belong to the lines in their order; a released line keeps those and no more. */
    private boolean release(String id, Order order, Set<String> names) {
        boolean isChanged = false;
        for (var place : places(order)) {
            long rest = left(id, place);
            for (var line : order.lines) {
                long held = line.holds.getOrDefault(place, 0L);
                long share = Math.min(held, rest);
                rest -= share;
                if (names.contains(line.name) && line.holds.containsKey(place) && share != held) {
                    line.holds.put(place, share);
                    line.own.computeIfPresent(place, (same, own) -> Math.min(own, share));
                    isChanged = true;
                }
            }
        }
        return isChanged;
    }

    private String dispatch(String id, Order order, Command.Dispatch dispatch, Instant now) {
        var known = order.shipments.get(dispatch.shipment());
        if (known != null) {
            return known.equals(dispatch.content()) ? "UNCHANGED" : "DIFFERENT_SHIPMENT";
        }
        if (ENDED.contains(order.state)) {
            return "IS_" + order.state;
        }
        var one = dispatch.lines().get(0);
        var line = order.lines.stream()
                .filter(each -> each.name.equals(one.line()))
                .findFirst();
        if (line.isEmpty()) {
            return "UNKNOWN_LINE";
        }
        boolean isOurs = line.get().perUnit.keySet().stream()
                .anyMatch(place -> place.location().equals(Events.WH3));
        if (isOurs && order.state.equals("DISPATCHED")) {
            return "IS_DISPATCHED";
        }
        if (one.units() > (isOurs ? open(id, order, line.get()) : whole(line.get(), line.get().holds))) {
            return "BEYOND_RESERVED";
        }
        order.shipments.put(dispatch.shipment(), dispatch.content());
        boolean moved = false;
        for (var part : line.get().perUnit.entrySet()) {
            if (part.getKey().location().equals(Events.WH3)) {
                moves.add(new Moved(now, part.getKey(), -one.units() * part.getValue()));
                gone.add(new Gone(id, part.getKey(), one.units() * part.getValue()));
                moved = true;
            }
        }
        move(order, order.state.equals("PENDING") ? "CONFIRMED" : order.state);
        return moved ? "CHANGED" : "NOTED";
    }

    private long open(String id, Order order, NaiveLine line) {
        var waiting = new HashMap<PositionKey, Long>();
        for (var place : line.holds.keySet()) {
            long rest = left(id, place);
            for (var other : order.lines) {
                long share = Math.min(other.holds.getOrDefault(place, 0L), rest);
                rest -= share;
                if (other == line) {
                    waiting.put(place, line.holds.get(place) - share);
                }
            }
        }
        return whole(line, waiting);
    }

    private static long whole(NaiveLine line, Map<PositionKey, Long> units) {
        return units.entrySet().stream()
                .mapToLong(one -> one.getValue() / Objects.requireNonNull(line.perUnit.get(one.getKey())))
                .min()
                .orElse(0);
    }

    private static void move(Order order, String state) {
        order.state = state;
        order.version++;
    }

    // as compared

    @Nullable
    String text(String id) {
        var order = orders.get(id);
        if (order == null) {
            return null;
        }
        var lines = new ArrayList<String>();
        for (var line : order.lines) {
            lines.add(line.name + " " + line.promised + "/" + line.requested + " " + line.holds.values() + " "
                    + line.own.values());
        }
        return order.state + " v" + order.version + " " + lines;
    }

    static @Nullable String text(@Nullable Reservation reservation) {
        if (reservation == null) {
            return null;
        }
        var lines = new ArrayList<String>();
        for (var line : reservation.lines()) {
            var held = line.parts().stream().map(Line.Part::reserved).toList();
            var own = line.parts().stream().map(Line.Part::own).toList();
            lines.add(line.line() + " " + line.promised() + "/" + line.requested() + " " + held + " " + own);
        }
        return reservation.state() + " v" + reservation.version() + " " + lines;
    }
}
