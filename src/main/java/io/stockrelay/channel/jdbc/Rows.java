package io.stockrelay.channel.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stockrelay.channel.Claimed;
import io.stockrelay.channel.Holding;
import io.stockrelay.channel.Listing;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How rows become records, and records JSON columns. */
final class Rows {

    static final String LISTING = "l.id, l.channel, l.sku, l.location, l.external, l.confirmed_units, l.expected_units,"
            + " l.in_flight_units, l.opened_at, l.retired_at";

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Rows() {}

    static Listing listing(ResultSet row) throws SQLException {
        var location = row.getString("location");
        return new Listing(
                row.getLong("id"),
                new ChannelId(row.getString("channel")),
                new Sku(row.getString("sku")),
                location == null ? null : new LocationId(location),
                texts(row.getString("external")));
    }

    /** For people: channel, SKU and place. */
    static String name(ResultSet row) throws SQLException {
        return name(row.getString("channel"), row.getString("sku"), row.getString("location"));
    }

    static String name(Listing listing) {
        var location = listing.location();
        return name(listing.channel().value(), listing.sku().value(), location == null ? null : location.value());
    }

    private static String name(String channel, String sku, @Nullable String location) {
        return sku + (location == null ? "" : " at " + location) + " on " + channel;
    }

    static Holding holding(ResultSet row) throws SQLException {
        return new Holding(
                Bound.optionalLong(row, "confirmed_units"),
                Bound.optionalLong(row, "expected_units"),
                row.getLong("in_flight_units"),
                row.getObject("opened_at") != null,
                row.getObject("retired_at") != null);
    }

    static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                listing(row),
                holding(row),
                row.getLong("version"),
                time(row, "marked_at"),
                row.getInt("attempts"),
                Bound.instant(row, "failing_since"),
                row.getInt("call_max"),
                row.getBoolean("read_first"),
                Bound.optionalLong(row, "unsettled_units"),
                row.getString("cause_event"));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Bound.instant(row, column), column);
    }

    static Map<String, String> texts(String json) {
        return read(json, TEXTS);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of ours are always writable", e);
        }
    }

    static <T> @Nullable T readOptional(@Nullable String json, TypeReference<T> type) {
        return json == null ? null : read(json, type);
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored column does not read as " + type.getType(), e);
        }
    }
}
