package io.stockrelay.channel;

import java.time.Instant;

/**
 * A listing with units that vanished there and whose order is not here.
 *
 * @param since when the oldest of it was noted
 * @param asked the units that had vanished by {@code askedAt}; later ones are not meant
 */
public record InFlight(long listing, String name, long units, Instant since, long asked, Instant askedAt) {}
