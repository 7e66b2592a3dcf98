package io.stockrelay.availability;

/** Whole percents of whole units, exact and without overflow. */
final class Percent {

    private static final int WHOLE = 100;

    private Percent() {}

    static long roundedDown(long units, long percent) {
        return units / WHOLE * percent + units % WHOLE * percent / WHOLE;
    }

    static long roundedUp(long units, long percent) {
        long rest = units % WHOLE * percent;
        return units / WHOLE * percent + (rest + WHOLE - 1) / WHOLE;
    }
}
