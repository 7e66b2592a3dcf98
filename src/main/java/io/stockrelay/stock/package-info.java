/** Events, positions and the ledger that merges statements and movements into true numbers. */
@NullMarked
package io.stockrelay.stock;

import org.jspecify.annotations.NullMarked;
