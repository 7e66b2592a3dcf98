package io.stockrelay.day;

import io.stockrelay.testkit.Chance;
import java.time.Duration;
import java.util.Random;

/** When the program is killed; the same seed tries the same moments. */
final class CrashPlan {

    /** What the program is doing when it is killed. */
    enum Moment {
        /** All doors are busy and the channels publish. */
        TRAFFIC,
        /** A large file is being staged or applied. */
        FILE,
        /** It has just been started again after the kill before. */
        START
    }

    private static final Moment[] EACH_ONCE = {Moment.TRAFFIC, Moment.FILE, Moment.START};

    private final Random random;

    CrashPlan(long seed) {
        random = Chance.of(seed);
    }

    /** The first three are one of each; the others as the dice fall. */
    Moment moment(int kill) {
        if (kill < EACH_ONCE.length) {
            return EACH_ONCE[kill];
        }
        int dice = random.nextInt(100);
        return dice < 45 ? Moment.TRAFFIC : dice < 75 ? Moment.FILE : Moment.START;
    }

    /** Whether its very first start is killed, too: the series tries it, the suite has no time for it. */
    static boolean firstStart(int kills) {
        return kills > EACH_ONCE.length;
    }

    /** How long after the moment has come. */
    Duration delay(Moment moment) {
        return Duration.ofMillis(
                switch (moment) {
                    case TRAFFIC -> random.nextInt(2_500);
                    case FILE -> random.nextInt(700);
                    case START -> 300 + random.nextInt(9_000);
                });
    }
}
