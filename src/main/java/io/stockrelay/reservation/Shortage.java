package io.stockrelay.reservation;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;

/**
 * One line that does not fit.
 *
 * @param position the component that is short
 * @param requested in smallest units of the line's item
 * @param available how many of them could have been promised
 */
public record Shortage(String line, Sku sku, PositionKey position, long requested, long available) {}
