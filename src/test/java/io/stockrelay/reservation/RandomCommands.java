package io.stockrelay.reservation;

import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH3;
import static io.stockrelay.stock.Events.WMS;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.testkit.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A crowded little shop: few orders, few units, so that everything that can collide does. */
public final class RandomCommands {

    public static final List<String> SKUS = List.of("A", "B", "C");
    public static final List<LocationId> LOCATIONS = List.of(WH1, WH3);

    private final Random random;
    private final String prefix;
    private final int orders;
    private final ToIntFunction<String> versions;
    private final List<Command.Reserve> earlier = new ArrayList<>();
    private int number;

    /**
     * @param prefix of all ids, so that several callers keep out of each other's way
     * @param versions the present version of an order, for most amendments
     */
    public RandomCommands(long seed, String prefix, int orders, ToIntFunction<String> versions) {
        this.random = Chance.of(seed);
        this.prefix = prefix;
        this.orders = orders;
        this.versions = versions;
    }

    public Command command() {
        var id = order();
        int kind = random.nextInt(20);
        if (kind < 8) {
            return reserve(id);
        }
        return switch (kind) {
            case 8 -> Requests.confirm(id);
            case 9 -> Requests.cancel(id);
            case 10 -> Requests.cancel(id, line());
            case 11 -> Requests.fail(id);
            case 12 -> Requests.expire(id);
            case 13, 14, 15 -> Requests.dispatch(id, "S" + random.nextInt(5), line(), 1 + random.nextInt(4));
            default -> amend(id);
        };
    }

    /** Goods that came, left (mostly for an order), were adjusted or counted; somewhat out of order. */
    public StockEvent event(Instant now) {
        var at = now.plusSeconds(random.nextInt(41) - 30L).plusNanos(1_000L * ++number);
        var event = prefix + "e" + number;
        var location = location();
        return switch (random.nextInt(8)) {
            case 0 -> Events.onHand(WMS, event, sku(), location, random.nextInt(13), at);
            case 1 -> Events.move(WMS, event, EventType.ADJUST, sku(), location, random.nextInt(7) - 3L, at);
            case 2, 3, 4 -> Events.move(WMS, event, EventType.RECEIVE, sku(), location, random.nextInt(9), at);
            default -> ship(event, at);
        };
    }

    public StockEvent ship(String event, Instant at) {
        var order = random.nextInt(5) == 0 ? null : order();
        return Events.move(
                WMS, event, EventType.SHIP, sku(), WH1, 1 + random.nextInt(4), at, order, null, Disposition.SELLABLE);
    }

    public Duration pause() {
        return random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofSeconds(random.nextInt(20));
    }

    public int upTo(int max) {
        return 1 + random.nextInt(max);
    }

    public boolean isCommand() {
        return random.nextInt(3) > 0;
    }

    private Command reserve(String id) {
        if (!earlier.isEmpty() && random.nextInt(4) == 0) {
            return earlier.get(random.nextInt(earlier.size())); // a repeat, of whatever age
        }
        return remembered(request(id, null));
    }

    private Command amend(String id) {
        boolean isOld = random.nextInt(5) == 0;
        return remembered(request(id, isOld ? random.nextInt(4) : versions.applyAsInt(id)));
    }

    private Command remembered(Command.Reserve request) {
        earlier.add(request);
        return request;
    }

    private Command.Reserve request(String id, @Nullable Integer amends) {
        boolean isConfirmed = random.nextBoolean();
        return Requests.request(
                id,
                isConfirmed,
                isConfirmed ? null : Duration.ofSeconds(random.nextInt(60)),
                random.nextInt(3) == 0 ? Fill.PARTIAL : Fill.ALL_OR_NOTHING,
                amends == null && random.nextBoolean(),
                amends,
                lines());
    }

    private RequestedLine[] lines() {
        var lines = new LinkedHashMap<String, RequestedLine>();
        int count = upTo(3);
        for (int i = 1; i <= count; i++) {
            lines.put("" + i, line("" + i));
        }
        return lines.values().toArray(RequestedLine[]::new);
    }

    private RequestedLine line(String name) {
        long units = 1 + random.nextInt(5);
        if (random.nextInt(3) > 0) {
            return Requests.line(name, sku(), location(), units);
        }
        var components = new ArrayList<RequestedLine.Component>();
        for (int i = upTo(3); i > 0; i--) {
            var position = new PositionKey(new Sku(sku()), location());
            components.add(new RequestedLine.Component(position, upTo(3)));
        }
        return new RequestedLine(name, new Sku("KIT"), units, components);
    }

    /** The same number is always the same party's. */
    private String order() {
        int order = random.nextInt(orders);
        return prefix + "o" + order
                + switch (order % 4) {
                    case 1 -> "@dealer-8";
                    case 2 -> "@shop";
                    case 3 -> "@portal";
                    default -> "";
                };
    }

    private String line() {
        return "" + upTo(random.nextInt(10) == 0 ? 4 : 2);
    }

    private String sku() {
        return SKUS.get(random.nextInt(SKUS.size()));
    }

    private LocationId location() {
        return LOCATIONS.get(random.nextInt(4) == 0 ? 1 : 0);
    }
}
