package io.stockrelay.stock;

/** So many units of one lot; {@link Lots#NO_LOT} where none is known. */
public record LotShare(String lot, long units) {}
