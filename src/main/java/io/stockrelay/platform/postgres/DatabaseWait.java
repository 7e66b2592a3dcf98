package io.stockrelay.platform.postgres;

import io.stockrelay.platform.Processes;
import io.stockrelay.platform.StartRefused;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at start for a PostgreSQL that is away, saying so, up to a limit. */
final class DatabaseWait {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
    private static final long REPORT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String WRONG_PASSWORD_CLASS = "28";
    private static final String NO_SUCH_DATABASE = "3D000";

    private DatabaseWait() {}

    static void untilReachable(DatabaseAddress address, Duration limit) {
        var start = System.nanoTime();
        var nextReport = start;
        while (true) {
            try (var connection = connect(address)) {
                requireVersion(connection, address);
                return;
            } catch (SQLException e) {
                if (isForPeopleToMend(e) || System.nanoTime() - start > limit.toNanos()) {
                    throw unreachable(address, limit, e);
                }
                if (System.nanoTime() >= nextReport) {
                    LOG.warn(
                            "event=database-away url={} waiting-up-to={} cause={}",
                            address.url(),
                            limit,
                            e.getMessage());
                    nextReport = System.nanoTime() + REPORT_NANOS;
                }
            }
            Processes.pause();
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(address.url(), properties);
    }

    private static void requireVersion(Connection connection, DatabaseAddress address) throws SQLException {
        var metadata = connection.getMetaData();
        if (metadata.getDatabaseMajorVersion() < 15) {
            throw new StartRefused(
                    "The database at " + address.url() + " is PostgreSQL " + metadata.getDatabaseProductVersion() + ".",
                    "StockRelay was not started; nothing was written there.",
                    "Use PostgreSQL 15 or newer.");
        }
    }

    /** A wrong password or database name does not mend itself by waiting. */
    private static boolean isForPeopleToMend(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith(WRONG_PASSWORD_CLASS) || state.equals(NO_SUCH_DATABASE);
    }

    private static StartRefused unreachable(DatabaseAddress address, Duration limit, SQLException e) {
        var waited = isForPeopleToMend(e) ? "" : " within " + limit.toSeconds() + " s";
        return new StartRefused(
                "The database at " + address + " could not be opened" + waited + ": " + e.getMessage(),
                "StockRelay was not started; nothing was written there.",
                "Check STOCKRELAY_DATABASE_URL, STOCKRELAY_DATABASE_USER and STOCKRELAY_DATABASE_PASSWORD;"
                        + " STOCKRELAY_DATABASE_PATIENCE sets how long to wait (for example 10m).",
                e);
    }
}
