package io.stockrelay.source.jdbc;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.FileRun;
import io.stockrelay.stock.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run as a row and back. */
final class FileRunText {

    private FileRunText() {}

    static FileRun run(ResultSet row, int number) throws SQLException {
        var started = instant(row, "started_at");
        if (started == null) {
            throw new IllegalStateException("file_run.started_at is never null");
        }
        return new FileRun(
                new ReceiptId(row.getObject("id", UUID.class)),
                new SourceId(row.getString("source")),
                row.getString("route"),
                row.getString("file_name"),
                row.getString("content_hash"),
                row.getLong("bytes"),
                row.getString("header"),
                FileRun.State.valueOf(row.getString("state")),
                row.getString("folder"),
                row.getString("problem"),
                row.getLong("rows"),
                counts(row.getString("counts")),
                row.getString("decided_by"),
                started,
                instant(row, "finished_at"));
    }

    /** {@code APPLIED=3,STALE=1}. */
    static String counts(Map<Outcome, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().name() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<Outcome, Long> counts(String text) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        for (String entry : text.split(",", -1)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                counts.put(Outcome.valueOf(entry.substring(0, equals)), Long.valueOf(entry.substring(equals + 1)));
            }
        }
        return counts;
    }

    /** PostgreSQL knows no zero character. */
    static String plain(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
