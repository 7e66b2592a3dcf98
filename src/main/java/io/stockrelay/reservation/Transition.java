package io.stockrelay.reservation;

import java.time.Instant;

/**
 * One step of a reservation's life; never edited, only followed by another.
 *
 * @param version the reservation's version after it
 * @param what in a few words, such as {@code reserved}, {@code amended}, {@code shipment S-1}
 */
public record Transition(int version, ReservationState state, Instant at, String actor, String what) {}
