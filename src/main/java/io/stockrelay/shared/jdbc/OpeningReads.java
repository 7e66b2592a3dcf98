package io.stockrelay.shared.jdbc;

import io.stockrelay.shared.jdbc.ClosingWrites.Binding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads that travel with the locks that begin the transaction under way, behind them: each sees what was committed before
 * the locks were given. Counterpart of {@link ClosingWrites}.
 */
public final class OpeningReads implements AutoCloseable {

    /** Takes what one read told. */
    @FunctionalInterface
    public interface Reader {
        void read(ResultSet rows) throws SQLException;
    }

    private record Read(String sql, Binding binding, Reader reader) {}

    /** Where the transaction's reads are found by whoever takes part in it. */
    private record Place(DataSource dataSource) {}

    private final Object place;
    private final List<Read> reads = new ArrayList<>();

    private OpeningReads(Object place) {
        this.place = place;
    }

    /** For a transaction in which nobody adds any. */
    public static OpeningReads none() {
        return new OpeningReads(new Object());
    }

    /** Collects what anybody adds on this thread, until it is closed. */
    public static OpeningReads collect(DataSource dataSource) {
        var reads = new OpeningReads(new Place(dataSource));
        TransactionSynchronizationManager.bindResource(reads.place, reads);
        return reads;
    }

    /**
     * Adds a read to those of the transaction under way on this thread. Where nobody collects them, or nothing is locked,
     * it never comes about: its reader is not called.
     *
     * @param sql one statement that answers with rows
     */
    public static void add(DataSource dataSource, String sql, Binding binding, Reader reader) {
        var collecting = (OpeningReads) TransactionSynchronizationManager.getResource(new Place(dataSource));
        if (collecting != null) {
            collecting.reads.add(new Read(sql, binding, reader));
        }
    }

    /** To go behind the statements that lock, each with a semicolon before it. */
    public String sql() {
        return reads.stream().map(read -> ";" + read.sql()).collect(Collectors.joining());
    }

    /** Binds the parameters of {@link #sql()}, from the given index on. */
    public void bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        int next = first;
        for (var read : reads) {
            next = read.binding().bind(connection, statement, next);
        }
    }

    /** Gives each reader its rows, once what comes before {@link #sql()} was read; none is read twice. */
    public void take(PreparedStatement statement) throws SQLException {
        for (var read : reads) {
            if (!statement.getMoreResults()) {
                throw new SQLException("a read behind the locks gave no rows");
            }
            try (var rows = statement.getResultSet()) {
                read.reader().read(rows);
            }
        }
        reads.clear();
    }

    @Override
    public void close() {
        TransactionSynchronizationManager.unbindResource(place);
    }
}
