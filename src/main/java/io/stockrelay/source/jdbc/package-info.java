/** Receipts, file runs and paused sources on PostgreSQL. */
@NullMarked
package io.stockrelay.source.jdbc;

import org.jspecify.annotations.NullMarked;
