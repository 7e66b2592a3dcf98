package io.stockrelay.channel.jdbc;

import io.stockrelay.shared.jdbc.ClosingWrites;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** One statement with its parameters; whole columns are bound as arrays, so that a batch is one round trip. */
final class Bound {

    private final JdbcTemplate jdbc;
    private final String sql;
    private final List<Binding> bindings = new ArrayList<>();

    private interface Binding {
        void bind(Connection connection, PreparedStatement statement, int index) throws SQLException;
    }

    private Bound(JdbcTemplate jdbc, String sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    static Bound on(JdbcTemplate jdbc, String sql) {
        return new Bound(jdbc, sql);
    }

    Bound text(@Nullable String value) {
        bindings.add((connection, statement, index) -> statement.setString(index, value));
        return this;
    }

    Bound uuid(UUID value) {
        bindings.add((connection, statement, index) -> statement.setObject(index, value));
        return this;
    }

    Bound number(long value) {
        bindings.add((connection, statement, index) -> statement.setLong(index, value));
        return this;
    }

    Bound flag(boolean value) {
        bindings.add((connection, statement, index) -> statement.setBoolean(index, value));
        return this;
    }

    Bound time(@Nullable Instant value) {
        bindings.add((connection, statement, index) -> {
            if (value == null) {
                statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                statement.setObject(index, value.atOffset(ZoneOffset.UTC));
            }
        });
        return this;
    }

    <T> Bound texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return array("text", rows.stream().map(column).toArray(String[]::new));
    }

    <T> Bound longs(Collection<T> rows, Function<T, @Nullable Long> column) {
        return array("int8", rows.stream().map(column).toArray(Long[]::new));
    }

    <T> Bound flags(Collection<T> rows, Function<T, Boolean> column) {
        return array("bool", rows.stream().map(column).toArray(Boolean[]::new));
    }

    <T> Bound uuids(Collection<T> rows, Function<T, UUID> column) {
        return array("uuid", rows.stream().map(column).toArray(UUID[]::new));
    }

    <T> Bound bytes(Collection<T> rows, Function<T, byte[]> column) {
        return array("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    /** As text, to be cast by the statement. */
    <T> Bound times(Collection<T> rows, Function<T, @Nullable Instant> column) {
        return texts(rows, row -> {
            var time = column.apply(row);
            return time == null ? null : time.toString();
        });
    }

    private Bound array(String type, Object[] values) {
        bindings.add((connection, statement, index) ->
                statement.setArray(index, connection.unwrap(PGConnection.class).createArrayOf(type, values)));
        return this;
    }

    /** With the other writes at the end of the transaction under way. */
    void updateAtTheEnd() {
        ClosingWrites.of(Objects.requireNonNull(jdbc.getDataSource())).add(sql, this::bind);
    }

    int update() {
        return jdbc.update(this::prepare);
    }

    <T> List<T> rows(RowMapper<T> mapper) {
        return jdbc.query(this::prepare, mapper);
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        var statement = connection.prepareStatement(sql);
        bind(connection, statement, 1);
        return statement;
    }

    private int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (var binding : bindings) {
            binding.bind(connection, statement, index++);
        }
        return index;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
