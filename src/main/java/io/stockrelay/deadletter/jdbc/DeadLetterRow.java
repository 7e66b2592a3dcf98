package io.stockrelay.deadletter.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetterGroup;
import io.stockrelay.deadletter.ReplayRun;
import io.stockrelay.deadletter.StoredMessage;
import io.stockrelay.deadletter.TrailEntry;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From rows to what the rest of the program reads. */
final class DeadLetterRow {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DeadLetterRow() {}

    static DeadLetter letter(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getObject("part_key", UUID.class),
                DeadLetter.Direction.valueOf(row.getString("direction")),
                row.getString("party"),
                nullableLong(row, "message_id"),
                row.getObject("receipt", UUID.class),
                Step.valueOf(row.getString("step")),
                row.getString("route"),
                CauseClass.valueOf(row.getString("cause")),
                row.getString("message"),
                row.getString("missing"),
                row.getString("event_id"),
                row.getString("sku"),
                row.getString("location"),
                row.getString("file_name"),
                row.getLong("line"),
                row.getString("canonical_json"),
                nullableLong(row, "listing"),
                row.getString("listing_name"),
                row.getString("reply"),
                row.getString("generation"),
                row.getInt("attempts"),
                DeadLetter.State.valueOf(row.getString("state")),
                row.getString("closed_reason"),
                row.getString("closed_by"),
                nullableInstant(row, "closed_at"),
                instant(row, "first_at"),
                instant(row, "last_at"));
    }

    static DeadLetterGroup group(ResultSet row, int number) throws SQLException {
        return new DeadLetterGroup(
                DeadLetter.Direction.valueOf(row.getString("direction")),
                row.getString("party"),
                Step.valueOf(row.getString("step")),
                CauseClass.valueOf(row.getString("cause")),
                row.getString("missing"),
                row.getLong("count"),
                instant(row, "first_at"),
                instant(row, "last_at"),
                row.getString("example"));
    }

    static StoredMessage message(ResultSet row, int number) throws SQLException {
        var delivery = new Delivery(
                new ReceiptId(row.getObject("receipt", UUID.class)),
                new SourceId(row.getString("source")),
                row.getString("route"),
                instant(row, "received_at"),
                row.getString("content_type"),
                headers(row.getString("headers")),
                row.getString("file_name"),
                row.getBytes("bytes"));
        return new StoredMessage(delivery, row.getLong("bytes_total"));
    }

    static TrailEntry trail(ResultSet row, int number) throws SQLException {
        return new TrailEntry(
                instant(row, "at"),
                row.getString("actor"),
                TrailEntry.Action.valueOf(row.getString("action")),
                row.getString("result"));
    }

    static ReplayRun run(ResultSet row, int number) throws SQLException {
        return new ReplayRun(
                row.getObject("id", UUID.class),
                row.getString("actor"),
                row.getString("chosen"),
                row.getInt("total"),
                row.getInt("done"),
                row.getInt("replayed"),
                row.getInt("failed"),
                ReplayRun.State.valueOf(row.getString("state")),
                row.getString("note"),
                instant(row, "started_at"),
                instant(row, "beat_at"));
    }

    private static Map<String, String> headers(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers were written by us and cannot be read", e);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
