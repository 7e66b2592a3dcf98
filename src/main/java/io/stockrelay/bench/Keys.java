package io.stockrelay.bench;

/** Which position an operation is about: spread evenly, and the same for the same number in every run. */
final class Keys {

    private final int skus;

    Keys(int skus) {
        this.skus = skus;
    }

    int skus() {
        return skus;
    }

    /** Of the item, counted from 0. */
    int sku(long number) {
        return (int) Math.floorMod(mixed(number), (long) skus);
    }

    /** Of the location, counted from 1. */
    int location(long number) {
        return 1 + (int) Math.floorMod(mixed(number) >>> 20, (long) BenchPlan.LOCATIONS);
    }

    /** SplitMix64's finisher: neighbours in, strangers out. */
    private static long mixed(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
