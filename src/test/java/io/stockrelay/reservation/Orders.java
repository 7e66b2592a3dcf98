package io.stockrelay.reservation;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.DocumentHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderLine;
import io.stockrelay.stock.OrderLine.Article;
import io.stockrelay.stock.OrderLine.Part;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a shop says of its orders. */
public final class Orders {

    public static final SourceId SHOP = new SourceId("shop");
    public static final String PARTY = "channel:shop";

    private Orders() {}

    public static OrderEvent order(String order, String id, long second, OrderLine... lines) {
        return said(EventType.ORDER, order, id, 0, second, lines);
    }

    public static OrderEvent edit(String order, String id, long second, OrderLine... lines) {
        return said(EventType.ORDER_EDIT, order, id, 0, second, lines);
    }

    public static OrderEvent cancel(String order, String id, long second) {
        return said(EventType.ORDER_CANCEL, order, id, 0, second);
    }

    /** Of another channel's order. */
    public static OrderEvent of(String party, String order, String id, long second, OrderLine... lines) {
        var said = order(order, id, second, lines);
        return new OrderEvent(said.header(), party, said.order(), said.lines());
    }

    public static OrderEvent said(
            EventType type, String order, String id, long version, long second, OrderLine... lines) {
        var hash = UUID.nameUUIDFromBytes((type + order + id + List.of(lines)).getBytes(StandardCharsets.UTF_8));
        var header = new DocumentHeader(new EventKey(SHOP, id), hash, type, at(second), version, order, null);
        return new OrderEvent(header, PARTY, new OrderReference("acme", order), List.of(lines));
    }

    static Instant at(long second) {
        return Events.NOON.plusSeconds(second);
    }

    static ReservationKey key(String order) {
        return new ReservationKey(new Scope(Scope.Kind.CHANNEL, "shop"), order);
    }

    public static OrderLine line(String line, String sku, long units) {
        return line(line, sku, Events.WH1, units);
    }

    public static OrderLine line(String line, String sku, LocationId location, long units) {
        return new OrderLine(line, article(sku, location, sku, 1L), units);
    }

    /** Of a kit: component and how many of it, in turn. */
    static OrderLine kit(String line, String sku, long units, Object... components) {
        return new OrderLine(line, article(sku, Events.WH1, components), units);
    }

    /** Only the line is named. */
    public static OrderLine named(String line, long units) {
        return new OrderLine(line, null, units);
    }

    private static Article article(String sku, LocationId location, Object... components) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < components.length; i += 2) {
            parts.add(new Part(new PositionKey(new Sku((String) components[i]), location), (Long) components[i + 1]));
        }
        return new Article(new Sku(sku), 1, false, parts);
    }
}
