/** Promises of stock: made under the caller's id, kept under any concurrency, ended by dispatch, cancel or expiry. */
@NullMarked
package io.stockrelay.reservation;

import org.jspecify.annotations.NullMarked;
