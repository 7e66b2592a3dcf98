/** The ledger on PostgreSQL: group commit, row locks, set-based writes. */
@NullMarked
package io.stockrelay.stock.jdbc;

import org.jspecify.annotations.NullMarked;
