package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.Claimed;
import io.stockrelay.channel.Publications.LapsedSend;
import io.stockrelay.channel.PushRequest;
import io.stockrelay.channel.Send;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One listing of a call whose outcome nobody wrote, with the call beside it. */
record LapsedRow(Claimed claimed, @Nullable Stored stored) {

    private record Stored(UUID key, PushRequest request, Instant createdAt, Send.SendItem item, int size) {}

    static LapsedRow of(ResultSet row) throws SQLException {
        var claimed = Rows.claimed(row);
        var key = row.getObject("send", UUID.class);
        return new LapsedRow(
                claimed, key == null || row.getString("method") == null ? null : stored(row, key, claimed));
    }

    private static Stored stored(ResultSet row, UUID key, Claimed claimed) throws SQLException {
        var request = new PushRequest(
                row.getString("method"),
                row.getString("path"),
                row.getString("query"),
                Rows.texts(row.getString("headers")),
                row.getBytes("payload"));
        var item = new Send.SendItem(
                claimed, row.getLong("units"), Bound.optionalLong(row, "from_units"), row.getString("explanation"));
        return new Stored(key, request, Rows.time(row, "created_at"), item, row.getInt("size"));
    }

    Object call() {
        return stored == null ? "never stored" : stored.key();
    }

    /** All rows of one call, or all that were never stored. */
    static LapsedSend send(List<LapsedRow> rows) {
        var claimed = rows.stream().map(LapsedRow::claimed).toList();
        var first = rows.get(0).stored();
        if (first == null) {
            return new LapsedSend(null, claimed, false);
        }
        var items = rows.stream()
                .map(LapsedRow::stored)
                .filter(Objects::nonNull)
                .map(Stored::item)
                .toList();
        var send = new Send(first.key(), first.request(), first.createdAt(), items);
        return new LapsedSend(send, claimed, first.size() == rows.size());
    }
}
