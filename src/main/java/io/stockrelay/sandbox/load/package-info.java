/** Bounded load for StockRelay's own inputs, measured from the moment each call was due. */
@NullMarked
package io.stockrelay.sandbox.load;

import org.jspecify.annotations.NullMarked;
