package io.stockrelay.reservation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceTotals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stock that one reservation is decided over, in memory. */
final class TestShelf implements Shelf {

    /** Where no other system owns ship movements, so that a dispatch moves goods. */
    static final LocationId OWN = new LocationId("OWN");

    final Map<PositionKey, ReferenceTotals> totals = new HashMap<>();
    final Map<String, UUID> shipments = new HashMap<>();
    private final Map<PositionKey, Long> free = new HashMap<>();
    private final Map<PositionKey, Long> ownFree = new HashMap<>();
    private final Map<PositionKey, Long> othersFree = new HashMap<>();
    private final Set<PositionKey> touched = new HashSet<>();

    static PositionKey at(String sku) {
        return new PositionKey(new Sku(sku), Events.WH1);
    }

    /** So much on hand that nobody has been promised. */
    TestShelf with(String sku, long units) {
        return with(at(sku), units);
    }

    TestShelf with(PositionKey position, long units) {
        free.merge(position, units, Long::sum);
        return this;
    }

    /** Goods left for the order: only what was not promised to it is taken from the others. */
    void leave(PositionKey position, long units) {
        long before = totals(position).allocated();
        change(position, totals(position).dispatched() + units, totals(position).reserved());
        free.merge(position, before - totals(position).allocated() - units, Long::sum);
    }

    long allocated(String sku) {
        return totals(at(sku)).allocated();
    }

    Set<PositionKey> touched() {
        return touched;
    }

    /** So much set aside for the reservation's account, and so much for others. */
    TestShelf aside(String sku, long own, long others) {
        ownFree.put(at(sku), own);
        othersFree.put(at(sku), others);
        return this;
    }

    @Override
    public long atpFor(PositionKey position) {
        long there = Math.max(0, free.getOrDefault(position, 0L));
        return Math.max(0, there - othersFree.getOrDefault(position, 0L));
    }

    @Override
    public AccountId account() {
        return Requests.DEALER_ACCOUNT;
    }

    @Override
    public long ownFree(PositionKey position) {
        return ownFree.getOrDefault(position, 0L);
    }

    @Override
    public void take(PositionKey position, long units) {
        ownFree.merge(position, -units, Long::sum);
    }

    @Override
    public ReferenceTotals totals(PositionKey position) {
        return totals.getOrDefault(position, ReferenceTotals.NONE);
    }

    @Override
    public void reserve(PositionKey position, long units) {
        touched.add(position);
        long before = totals(position).allocated();
        change(position, totals(position).dispatched(), units);
        free.merge(position, before - totals(position).allocated(), Long::sum);
    }

    private void change(PositionKey position, long dispatched, long reserved) {
        totals.put(position, new ReferenceTotals(null, 0, 0, dispatched, reserved));
    }

    @Override
    public boolean shipsItself(PositionKey position) {
        return position.location().equals(OWN);
    }

    @Override
    public boolean knowsLot(PositionKey position, String lot) {
        return lot.equals("KNOWN");
    }

    @Override
    public @Nullable UUID shipment(String id) {
        return shipments.get(id);
    }
}
