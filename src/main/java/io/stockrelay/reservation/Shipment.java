package io.stockrelay.reservation;

import io.stockrelay.stock.LotShare;
import io.stockrelay.stock.PositionKey;
import java.util.List;
import java.util.UUID;

/**
 * A shipment that was taken: what its caller said, and which lots it was booked from.
 *
 * @param content hash of its lines, in the caller's own words
 * @param lots none where nothing left by it, or nothing that is counted by lot
 */
public record Shipment(UUID content, List<Booked> lots) {

    public Shipment {
        lots = List.copyOf(lots);
    }

    /** So many units of one lot of a position, for a line. */
    public record Booked(String line, PositionKey position, LotShare share) {}
}
