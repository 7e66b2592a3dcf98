package io.stockrelay.shared.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Binds columns of rows as arrays, so that one statement carries a whole batch; times travel as microseconds. A column
 * without any value travels as an empty array: {@code unnest} fills what is missing beside longer ones with null.
 */
public final class Columns<T> {

    private static final long MICROS = 1_000_000;

    private final PGConnection connection;
    private final PreparedStatement statement;
    private final Collection<T> rows;
    private int index;

    public Columns(Connection connection, PreparedStatement statement, int firstIndex, Collection<T> rows)
            throws SQLException {
        this.connection = connection.unwrap(PGConnection.class);
        this.statement = statement;
        this.index = firstIndex;
        this.rows = rows;
    }

    public Columns<T> text(Function<T, @Nullable String> column) throws SQLException {
        var values = new String[rows.size()];
        boolean isEmpty = true;
        int row = 0;
        for (var each : rows) {
            values[row] = column.apply(each);
            isEmpty &= values[row++] == null;
        }
        return bind("text", isEmpty ? new String[0] : values);
    }

    public Columns<T> longs(ToLongFunction<T> column) throws SQLException {
        var values = new long[rows.size()];
        int row = 0;
        for (var each : rows) {
            values[row++] = column.applyAsLong(each);
        }
        return bind("int8", values);
    }

    public Columns<T> optionalLongs(Function<T, @Nullable Long> column) throws SQLException {
        var values = new Long[rows.size()];
        boolean isEmpty = true;
        int row = 0;
        for (var each : rows) {
            values[row] = column.apply(each);
            isEmpty &= values[row++] == null;
        }
        return bind("int8", isEmpty ? new Long[0] : values);
    }

    public Columns<T> flags(Function<T, Boolean> column) throws SQLException {
        return bind("bool", rows.stream().map(column).toArray(Boolean[]::new));
    }

    public Columns<T> uuids(Function<T, UUID> column) throws SQLException {
        var values = new UUID[rows.size()];
        int row = 0;
        for (var each : rows) {
            values[row++] = column.apply(each);
        }
        return bind("uuid", values);
    }

    public Columns<T> times(Function<T, @Nullable Instant> column) throws SQLException {
        return optionalLongs(row -> {
            var time = column.apply(row);
            return time == null ? null : micros(time);
        });
    }

    public int next() {
        return index;
    }

    private Columns<T> bind(String type, Object values) throws SQLException {
        statement.setArray(index++, connection.createArrayOf(type, values));
        return this;
    }

    /** The SQL that turns a bound microsecond column into a time. */
    public static String time(String column) {
        return "timestamptz 'epoch' + " + column + " * interval '1 microsecond'";
    }

    public static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        var time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static long micros(Instant time) {
        return time.getEpochSecond() * MICROS + time.getNano() / 1_000;
    }
}
