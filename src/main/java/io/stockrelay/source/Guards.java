package io.stockrelay.source;

/**
 * What is held for approval, or refused, because it looks like an accident.
 *
 * @param zeroedSharePercent a run that would bring more than this share of a location's SKUs to zero is held
 * @param movedSharePercent a run that would move a location's total units by more than this share is held
 * @param quantityMax the largest quantity one event may state or move, in base units; default 10^12
 */
public record Guards(int zeroedSharePercent, int movedSharePercent, long quantityMax) {

    public static final long QUANTITY_MAX_DEFAULT = 1_000_000_000_000L;
}
