/** Allocations on PostgreSQL. */
@NullMarked
package io.stockrelay.allocation.jdbc;

import org.jspecify.annotations.NullMarked;
