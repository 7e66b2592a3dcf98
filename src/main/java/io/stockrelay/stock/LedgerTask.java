package io.stockrelay.stock;

/**
 * A decision of another capability over locked positions, such as a request for a promise.
 *
 * @param <A> what its caller is answered
 */
public non-sealed interface LedgerTask<A> extends LedgerWork {}
