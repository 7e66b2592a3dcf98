package io.stockrelay.platform.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Gives a new server its passwords, account and database; each step may be repeated after a crash between them. */
final class FirstStart {

    /** The installation trusts everyone on this machine at first; passwords are asked for from the first start on. */
    private static final String ONLY_WITH_PASSWORD = """
            # Written by StockRelay: loopback only, always with a password.
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private FirstStart() {}

    static void complete(
            EmbeddedPostgres postgres, Path folder, String owner, String ownerPassword, String superuserPassword)
            throws SQLException, IOException {
        var access = folder.resolve("pg_hba.conf");
        try (var connection = postgres.getPostgresDatabase().getConnection()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = '" + owner + "'")) {
                execute(connection, "create role " + owner + " login");
            }
            // Set at every start, so that a restored data folder with other secrets works too.
            execute(connection, "alter role " + owner + " password '" + ownerPassword + "'");
            if (!exists(connection, "select 1 from pg_database where datname = '" + owner + "'")) {
                execute(connection, "create database " + owner + " owner " + owner);
            }
            if (!Files.readString(access).equals(ONLY_WITH_PASSWORD)) {
                execute(connection, "alter role postgres password '" + superuserPassword + "'");
                Files.writeString(access, ONLY_WITH_PASSWORD);
                execute(connection, "select pg_reload_conf()");
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
