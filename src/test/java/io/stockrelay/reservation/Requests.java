package io.stockrelay.reservation;

import static io.stockrelay.stock.Events.WH1;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands as tests need them. */
public final class Requests {

    public static final Scope DEALER = new Scope(Scope.Kind.ACCOUNT, "dealer-7");
    public static final String ORDERS = "acme";

    private Requests() {}

    public static ReservationKey key(String id) {
        return new ReservationKey(DEALER, id);
    }

    public static RequestedLine line(String line, String sku, long units) {
        return line(line, sku, WH1, units);
    }

    public static RequestedLine line(String line, String sku, LocationId location, long units) {
        var position = new PositionKey(new Sku(sku), location);
        return new RequestedLine(line, position.sku(), units, List.of(new RequestedLine.Component(position, 1)));
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

    private static UUID content(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
