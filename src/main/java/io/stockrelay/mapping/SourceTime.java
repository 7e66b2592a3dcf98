package io.stockrelay.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** The times of one source: with an offset as they are, without one in the source's zone. */
record SourceTime(ZoneId zone, boolean laterOfDoubledHour) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ISO_DATE_TIME;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

    /**
     * @throws DateTimeException with a message for people, where the text is no time, or a time that never was
     */
    Instant parse(String text) {
        var parsed = parsed(text);
        var instant = parsed instanceof OffsetDateTime stamped ? stamped.toInstant() : local((LocalDateTime) parsed);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new DateTimeException(
                    "'" + text + "' is not between the years 2000 and 9000: probably an empty date");
        }
        return instant;
    }

    private static TemporalAccessor parsed(String text) {
        boolean isUtc = text.endsWith("Z");
        var plain = PlainStamp.read(text, isUtc ? text.length() - 1 : text.length());
        if (plain != null) {
            return isUtc ? plain.atOffset(ZoneOffset.UTC) : plain;
        }
        try {
            return STAMP.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeException unreadable) {
            throw new DateTimeException("'" + text + "' is not a date and time: write it like 2026-11-21T09:15:02Z, or"
                    + " without Z in the source's own time zone");
        }
    }

    private Instant local(LocalDateTime time) {
        var offsets = zone.getRules().getValidOffsets(time);
        if (offsets.isEmpty()) {
            throw new DateTimeException("'" + time + "' never was in " + zone
                    + ": clocks were put forward over it. Let the source send an offset");
        }
        var offset = laterOfDoubledHour ? offsets.get(offsets.size() - 1) : offsets.get(0);
        return time.toInstant(offset);
    }
}
