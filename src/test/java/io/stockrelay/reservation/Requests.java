package io.stockrelay.reservation;

import static io.stockrelay.stock.Events.WH1;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LotShare;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands as tests need them. */
public final class Requests {

    public static final Scope DEALER = new Scope(Scope.Kind.ACCOUNT, "dealer-7");
    public static final Scope OTHER_DEALER = new Scope(Scope.Kind.ACCOUNT, "dealer-8");
    /** A channel that sells for nobody in particular. */
    public static final Scope SHOP = new Scope(Scope.Kind.CHANNEL, "shop");
    /** A channel that sells for the other dealer. */
    public static final Scope PORTAL = new Scope(Scope.Kind.CHANNEL, "portal");

    public static final AccountId DEALER_ACCOUNT = new AccountId("dealer-7");
    public static final AccountId OTHER_ACCOUNT = new AccountId("dealer-8");
    public static final String ORDERS = "acme";

    private Requests() {}

    /** Of the account or channel that the id names behind an @; otherwise of the dealer. */
    public static ReservationKey key(String id) {
        var party = id.substring(id.indexOf('@') + 1);
        return new ReservationKey(
                switch (party) {
                    case "dealer-8" -> OTHER_DEALER;
                    case "shop" -> SHOP;
                    case "portal" -> PORTAL;
                    default -> DEALER;
                },
                id);
    }

    public static RequestedLine line(String line, String sku, long units) {
        return line(line, sku, WH1, units);
    }

    public static RequestedLine line(String line, String sku, LocationId location, long units) {
        var position = new PositionKey(new Sku(sku), location);
        return new RequestedLine(line, position.sku(), units, List.of(new RequestedLine.Component(position, 1)));
    }

    /** A kit by its components at WH1: each a SKU and how many of it one kit takes. */
    public static RequestedLine kit(String line, String sku, long units, Object... components) {
        var parts = new ArrayList<RequestedLine.Component>();
        for (int i = 0; i < components.length; i += 2) {
            var position = new PositionKey(new Sku((String) components[i]), WH1);
            parts.add(new RequestedLine.Component(position, (Long) components[i + 1]));
        }
        return new RequestedLine(line, new Sku(sku), units, parts);
    }

    public static Command.Reserve reserve(String id, RequestedLine... lines) {
        return request(id, true, null, Fill.ALL_OR_NOTHING, false, null, lines);
    }

    public static Command.Reserve pending(String id, Duration lifetime, RequestedLine... lines) {
        return request(id, false, lifetime, Fill.ALL_OR_NOTHING, false, null, lines);
    }

    public static Command.Reserve partial(String id, RequestedLine... lines) {
        return request(id, true, null, Fill.PARTIAL, false, null, lines);
    }

    public static Command.Reserve renew(String id, RequestedLine... lines) {
        return request(id, true, null, Fill.ALL_OR_NOTHING, true, null, lines);
    }

    public static Command.Reserve amend(String id, int version, RequestedLine... lines) {
        return request(id, true, null, Fill.ALL_OR_NOTHING, false, version, lines);
    }

    public static Command.Reserve request(
            String id,
            boolean confirmed,
            @Nullable Duration lifetime,
            Fill fill,
            boolean renew,
            @Nullable Integer amends,
            RequestedLine... lines) {
        return new Command.Reserve(
                key(id),
                "test",
                new OrderReference(ORDERS, id),
                content(confirmed + "" + lifetime + fill + List.of(lines)),
                confirmed,
                lifetime,
                fill,
                List.of(lines),
                renew,
                amends);
    }

    /** The same request for an order known by another reference. */
    public static Command.Reserve under(String reference, Command.Reserve one) {
        return new Command.Reserve(
                one.key(),
                one.actor(),
                new OrderReference(ORDERS, reference),
                one.content(),
                one.confirmed(),
                one.lifetime(),
                one.fill(),
                one.lines(),
                one.renew(),
                one.amends());
    }

    public static Command.Confirm confirm(String id) {
        return new Command.Confirm(key(id), "test");
    }

    public static Command.Cancel cancel(String id, String... lines) {
        return new Command.Cancel(key(id), "test", Set.of(lines));
    }

    public static Command.Fail fail(String id) {
        return new Command.Fail(key(id), "test", "payment refused");
    }

    public static Command.Expire expire(String id) {
        return new Command.Expire(key(id), "test");
    }

    public static Command.Dispatch dispatch(String id, String shipment, String line, long units) {
        var lines = List.of(new Command.Dispatched(line, units));
        return new Command.Dispatch(key(id), "test", shipment, content(lines.toString()), lines);
    }

    /** From these lots of A, such as {@code L1:2 L2:1}. */
    public static Command.Dispatch dispatchOf(String id, String shipment, String line, String lots) {
        var shares = shares(lots);
        long units = shares.stream().mapToLong(LotShare::units).sum();
        return dispatchOf(id, shipment, line, units, Map.of(new Sku("A"), shares));
    }

    /** From these lots of each SKU. */
    public static Command.Dispatch dispatchOf(
            String id, String shipment, String line, long units, Map<Sku, List<LotShare>> lots) {
        var lines = List.of(new Command.Dispatched(line, units, lots));
        return new Command.Dispatch(key(id), "test", shipment, content(lines.toString()), lines);
    }

    /** Such as {@code L1:2 L2:1}. */
    public static List<LotShare> shares(String lots) {
        return java.util.Arrays.stream(lots.split(" "))
                .map(share -> share.split(":"))
                .map(share -> new LotShare(share[0], Long.parseLong(share[1])))
                .toList();
    }

    /** As the tests are configured. */
    public static ReservationPolicy policy() {
        return new ReservationPolicy(Events.policy().authority(), Map.of(PORTAL, OTHER_ACCOUNT));
    }

    private static UUID content(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
