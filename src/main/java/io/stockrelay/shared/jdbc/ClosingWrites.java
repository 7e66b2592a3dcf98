package io.stockrelay.shared.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes that wait for the end of the transaction under way and then travel together, in the order they were added: one
 * wait for the database instead of one each. Nobody may read what it has not sent.
 */
public final class ClosingWrites implements AutoCloseable {

    /** Binds the parameters of one statement. */
    @FunctionalInterface
    public interface Binding {

        /**
         * @param first index of the statement's first parameter
         * @return the index after its last one
         */
        int bind(Connection connection, PreparedStatement statement, int first) throws SQLException;
    }

    /** Fills the columns of one statement with a batch's rows. */
    @FunctionalInterface
    public interface Filling<T> {
        void fill(Columns<T> columns) throws SQLException;
    }

    private static final IntConsumer UNCHECKED = rows -> {};
    private static final Write COMMIT = new Write("commit", (connection, statement, first) -> first, UNCHECKED);

    private record Write(String sql, Binding binding, IntConsumer written) {}

    /** Where the transaction's writes are found by whoever takes part in it. */
    private record Place(DataSource dataSource) {}

    private final DataSource dataSource;
    private final boolean isCollecting;
    private final List<Write> writes = new ArrayList<>();

    private ClosingWrites(DataSource dataSource, boolean isCollecting) {
        this.dataSource = dataSource;
        this.isCollecting = isCollecting;
    }

    /** Collects from now on what anybody adds on this thread, until it is closed; what is not sent by then is dropped. */
    public static ClosingWrites collect(DataSource dataSource) {
        var writes = new ClosingWrites(dataSource, true);
        TransactionSynchronizationManager.bindResource(new Place(dataSource), writes);
        return writes;
    }

    /** Those of the transaction under way on this thread; where nobody collects, each is sent at once. */
    public static ClosingWrites of(DataSource dataSource) {
        var collecting = TransactionSynchronizationManager.getResource(new Place(dataSource));
        return collecting == null ? new ClosingWrites(dataSource, false) : (ClosingWrites) collecting;
    }

    /** Of no rows nothing is written. */
    public <T> void add(String sql, Collection<T> rows, Filling<T> filling) {
        add(sql, rows, filling, UNCHECKED);
    }

    /** @param written is told how many rows were written; what it throws ends the transaction */
    public <T> void add(String sql, Collection<T> rows, Filling<T> filling, IntConsumer written) {
        if (!rows.isEmpty()) {
            add(new Write(sql, binding(rows, filling), written));
        }
    }

    /** @param sql one statement whose answer nobody needs */
    public void add(String sql, Binding binding) {
        add(new Write(sql, binding, UNCHECKED));
    }

    private static <T> Binding binding(Collection<T> rows, Filling<T> filling) {
        return (connection, statement, first) -> {
            var columns = new Columns<>(connection, statement, first, rows);
            filling.fill(columns);
            return columns.next();
        };
    }

    private void add(Write write) {
        writes.add(write);
        if (!isCollecting) {
            send();
        }
    }

    /**
     * Sends what was added since the last time, and the end of the transaction with it: one more wait less. Where a write's
     * number of rows may yet end the transaction, the commit is left to whoever began it, who finds nothing left to commit
     * otherwise. When this fails because the connection does, the commit may have taken place.
     */
    public void sendLast() throws DataAccessException {
        if (!writes.isEmpty() && writes.stream().allMatch(write -> write.written() == UNCHECKED)) {
            writes.add(COMMIT);
        }
        send();
    }

    /** Sends what was added since the last time. */
    public void send() throws DataAccessException {
        if (writes.isEmpty()) {
            return;
        }
        var sent = List.copyOf(writes);
        writes.clear();
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            send(connection, sent);
        } catch (SQLException e) {
            throw Objects.requireNonNull(new SQLExceptionSubclassTranslator().translate("closing writes", null, e));
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void send(Connection connection, List<Write> sent) throws SQLException {
        var sql = sent.stream().map(Write::sql).collect(Collectors.joining(";"));
        try (var statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (var write : sent) {
                next = write.binding().bind(connection, statement, next);
            }
            statement.execute();
            for (var write : sent) {
                write.written().accept(statement.getUpdateCount());
                statement.getMoreResults();
            }
        }
    }

    @Override
    public void close() {
        if (isCollecting) {
            TransactionSynchronizationManager.unbindResource(new Place(dataSource));
        }
    }
}
