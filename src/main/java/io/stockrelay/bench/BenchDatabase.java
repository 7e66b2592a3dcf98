package io.stockrelay.bench;

import io.stockrelay.platform.Folders;
import io.stockrelay.platform.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The program's own embedded PostgreSQL, where the floors work too: the same server, the same durability. */
final class BenchDatabase {

    private static final String DATABASE = "stockrelay";
    private static final String SUPERUSER = "postgres";

    private final Folders folders;
    private final String url;

    BenchDatabase(Folders folders, int port) {
        this.folders = folders;
        this.url = "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** A connection of the account that the program itself uses. */
    Connection connect() throws SQLException {
        return connect(DATABASE, "postgres-" + DATABASE);
    }

    /** Process number of the server. */
    long pid() {
        try (var lines = Files.lines(folders.data().resolve("postgres/postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElse("0").strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes out what is dirty, so that nobody pays for what was done before. */
    void checkpoint() throws SQLException {
        try (var connection = connect(SUPERUSER, "postgres-superuser");
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /** The first column of the first row. */
    String text(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect(String user, String secret) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", new Secrets(folders.secrets()).secret(secret));
        properties.setProperty("ApplicationName", "stockrelay-bench");
        properties.setProperty("prepareThreshold", "1"); // prepared from the first execution on
        return DriverManager.getConnection(url, properties);
    }
}
