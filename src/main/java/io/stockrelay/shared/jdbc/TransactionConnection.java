package io.stockrelay.shared.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** The connection of the transaction under way on this thread, for whoever takes part in it with statements of its own. */
public final class TransactionConnection {

    /** What is done with it. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private TransactionConnection() {}

    /**
     * @param task what it is about, for the message of an error
     * @throws DataAccessException for whatever the database objects to
     */
    public static <T> T use(DataSource dataSource, String task, Work<T> work) throws DataAccessException {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw Objects.requireNonNull(new SQLExceptionSubclassTranslator().translate(task, null, e));
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
