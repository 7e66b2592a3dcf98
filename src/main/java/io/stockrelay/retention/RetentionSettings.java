package io.stockrelay.retention;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How long what is kept.
 *
 * @param keep for each kind, counted from its end; {@link Kept#atLeast} to {@link #KEEP_MAX}
 * @param every how often it is looked for what is old, {@link #EVERY_MIN} to {@link #EVERY_MAX}
 * @param noticesMax how many taken or given up notices are kept at all, up to {@link #NOTICES_MOST}; the oldest go first
 * @param batch the most rows one transaction looks at, up to {@link #BATCH_MAX}
 */
public record RetentionSettings(Map<Kept, Duration> keep, Duration every, int noticesMax, int batch) {

    public static final Duration KEEP_MAX = Duration.ofDays(3_650);
    public static final Duration EVERY_MIN = Duration.ofMinutes(1);
    public static final Duration EVERY_MAX = Duration.ofDays(1);
    public static final Duration EVERY_DEFAULT = Duration.ofHours(1);
    public static final int NOTICES_MOST = 100_000_000;
    public static final int NOTICES_MAX_DEFAULT = 1_000_000;
    public static final int BATCH_MAX = 10_000;
    public static final int BATCH_DEFAULT = 1_000;

    /** What holds where nothing is configured. */
    public static final RetentionSettings DEFAULT =
            new RetentionSettings(Map.of(), EVERY_DEFAULT, NOTICES_MAX_DEFAULT, BATCH_DEFAULT);

    /** A kind that is not named is kept as long as its default says. */
    public RetentionSettings {
        var all = new EnumMap<Kept, Duration>(Kept.class);
        for (var kind : Kept.values()) {
            all.put(kind, keep.getOrDefault(kind, kind.byDefault()));
        }
        keep = Map.copyOf(all);
    }

    Duration kept(Kept kind) {
        return Objects.requireNonNull(keep.get(kind), kind.code());
    }
}
