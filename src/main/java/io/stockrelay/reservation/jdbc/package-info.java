/** Reservations on PostgreSQL. */
@NullMarked
package io.stockrelay.reservation.jdbc;

import org.jspecify.annotations.NullMarked;
