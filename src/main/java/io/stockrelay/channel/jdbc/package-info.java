/** Listings, publications and channel states on PostgreSQL. */
@NullMarked
package io.stockrelay.channel.jdbc;

import org.jspecify.annotations.NullMarked;
