package io.stockrelay.bench;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. */
final class Numbers {

    private static final String NONE = "-";

    private Numbers() {}

    static String whole(@Nullable Double value) {
        return value == null ? NONE : String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    static String ratio(@Nullable Double value) {
        return value == null ? NONE : String.format(Locale.ROOT, "%.2f", value);
    }

    static String tenth(@Nullable Double value) {
        return value == null ? NONE : String.format(Locale.ROOT, "%.1f", value);
    }

    static String millis(@Nullable Duration span) {
        return span == null ? NONE : String.format(Locale.ROOT, "%.1f ms", span.toNanos() / 1e6);
    }

    static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1e3);
    }
}
