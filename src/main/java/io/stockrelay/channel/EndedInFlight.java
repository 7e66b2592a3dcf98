package io.stockrelay.channel;

import java.time.Instant;

/**
 * Units in flight that turned out to be nobody's order.
 *
 * @param by the poll of the channel's orders, or the person
 */
public record EndedInFlight(long units, Instant at, String by) {}
