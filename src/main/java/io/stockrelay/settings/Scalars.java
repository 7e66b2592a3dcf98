package io.stockrelay.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How durations, sizes and numbers are written in configuration. */
final class Scalars {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(B|KB|MB|GB)");

    private Scalars() {}

    /** {@code 500ms}, {@code 5s}, {@code 2m}, {@code 24h}, {@code 7d}, or ISO 8601 such as {@code PT5S}. */
    static Optional<Duration> duration(String text) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return isoDuration(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    private static Optional<Duration> isoDuration(String text) {
        try {
            return text.startsWith("P") ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** {@code 200B}, {@code 64KB}, {@code 5MB}, {@code 1GB}; each step is 1,024. */
    static Optional<Long> bytes(String text) {
        var matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "B" -> amount;
                    case "KB" -> amount << 10;
                    case "MB" -> amount << 20;
                    default -> amount << 30;
                });
    }

    /** A whole number; {@code 1_000_000} is allowed for reading. */
    static Optional<Long> whole(String text) {
        var digits = text.replace("_", "");
        return digits.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
