package io.stockrelay.settings;

import io.stockrelay.retention.Kept;
import io.stockrelay.retention.RetentionSettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Optional;

/** Reads {@code retention}. */
final class RetentionReader {

    private RetentionReader() {}

    static RetentionSettings read(Section section) {
        var keep = new EnumMap<Kept, Duration>(Kept.class);
        for (var kind : Kept.values()) {
            keep.put(
                    kind,
                    between(
                            section,
                            kind.code(),
                            kind.atLeast(),
                            RetentionSettings.KEEP_MAX,
                            kind.byDefault(),
                            "Write " + kind.atLeast().toDays() + "d to 3650d."));
        }
        var settings = new RetentionSettings(
                keep,
                between(
                        section,
                        "every",
                        RetentionSettings.EVERY_MIN,
                        RetentionSettings.EVERY_MAX,
                        RetentionSettings.EVERY_DEFAULT,
                        "Write 1m to 24h."),
                section.smallNumber(
                        "notices-max", 1, RetentionSettings.NOTICES_MOST, RetentionSettings.NOTICES_MAX_DEFAULT),
                section.smallNumber("batch", 1, RetentionSettings.BATCH_MAX, RetentionSettings.BATCH_DEFAULT));
        section.done();
        return settings;
    }

    private static Duration between(
            Section section, String key, Duration min, Duration max, Duration otherwise, String fix) {
        return section.parsed(
                key,
                text -> Scalars.duration(text)
                        .filter(found -> found.compareTo(min) >= 0 && found.compareTo(max) <= 0)
                        .or(Optional::empty),
                otherwise,
                "is not a duration in its limits",
                fix);
    }
}
