package io.stockrelay.reservation;

import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceTotals;
import java.util.Map;

/**
 * A reservation as the database holds it, locked.
 *
 * @param pk the database's own number of it
 * @param totals what is promised and has left of each of its positions
 */
public record StoredReservation(long pk, Reservation reservation, Map<PositionKey, ReferenceTotals> totals) {}
