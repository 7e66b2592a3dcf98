package io.stockrelay.testkit;

import java.util.Random;
import java.util.SplittableRandom;

/** Random numbers that differ from seed to seed: the first ones of {@link Random} are alike where seeds are neighbours. */
public final class Chance {

    private Chance() {}

    /** The same numbers for the same seed. */
    public static Random of(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
