package io.stockrelay.testkit;

import io.stockrelay.platform.postgres.PostgresBinaries;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh, migrated PostgreSQL 18 database for one test class.
 *
 * <pre>{@code
 * class LedgerStoreIT {
 *     @RegisterExtension
 *     static final TestPostgres DB = TestPostgres.migrated();   // or empty(): no tables
 *
 *     @Test void … { DB.jdbc().sql("select …"); DB.transactions().execute(…); new Store(DB.dataSource()); }
 * }
 * }</pre>
 *
 * One server is shared by the whole test JVM and started by the first class that asks (about a second; 5 s when its
 * programs are unpacked for the first time). {@code migrated()} copies a template that Flyway filled once from
 * {@code classpath:db/migration}, so a database costs about 0.1 s. The database is made before the class's tests and
 * dropped after them; tests of one class share it. Commits here are NOT durable (fsync off, for speed): what must
 * survive a crash is tested against the real program ({@link RunningStockRelay}).
 * {@code dataSource()} opens a connection per call, up to 100 at a time; wrap it in Hikari where a test needs a pool.
 */
public final class TestPostgres implements BeforeAllCallback, AfterAllCallback {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String TEMPLATE = "migrated_template";

    private final boolean isMigrated;
    private @Nullable String database;

    private TestPostgres(boolean isMigrated) {
        this.isMigrated = isMigrated;
    }

    /** A database with every table of {@code classpath:db/migration}. */
    public static TestPostgres migrated() {
        return new TestPostgres(true);
    }

    /** A database without any table. */
    public static TestPostgres empty() {
        return new TestPostgres(false);
    }

    /** Connections to this class's database, as its owner. */
    public DataSource dataSource() {
        return Server.dataSource(name());
    }

    /** The database's JDBC address, with user and without password (none is needed). */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + Server.PORT + "/" + name() + "?user=postgres";
    }

    /** Short statements; takes part in a transaction of {@link #transactions()} only if made from the same data source. */
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /** Whether a transaction waits for another one to end. */
    public boolean isSomebodyHeldUp() {
        return jdbc().sql("select exists (select 1 from pg_stat_activity"
                        + " where datname = current_database() and wait_event = 'transactionid')")
                .query(Boolean.class)
                .single();
    }

    /** A transaction template over its own data source handle, see {@link #transactionsOn}. */
    public TransactionTemplate transactions() {
        return transactionsOn(dataSource());
    }

    /** A transaction template over the given data source: hand the same one to the code under test. */
    public static TransactionTemplate transactionsOn(DataSource dataSource) {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Makes the database; only for use without JUnit's life cycle. */
    public TestPostgres open() {
        database = "test_" + COUNT.incrementAndGet();
        Server.execute("create database " + database + (isMigrated ? " template " + Server.template() : ""));
        return this;
    }

    /** Drops the database, closing what is still connected to it. */
    public void close() {
        Server.execute("drop database if exists " + name() + " with (force)");
    }

    private String name() {
        if (database == null) {
            throw new IllegalStateException(
                    "the database exists only while the class's tests run: use @RegisterExtension");
        }
        return database;
    }

    /** The one server of this JVM; stopped by zonky's shutdown hook. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();
        static final int PORT = POSTGRES.getPort();
        private static boolean hasTemplate;

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(PostgresBinaries.folder(Path.of(
                                        System.getProperty("java.io.tmpdir"),
                                        "stockrelay-" + System.getProperty("user.name")))
                                .toFile())
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "150")
                        .setServerConfig("max_prepared_transactions", "0")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static synchronized String template() {
            if (!hasTemplate) {
                execute("create database " + TEMPLATE);
                Flyway.configure()
                        .dataSource(dataSource(TEMPLATE))
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
                hasTemplate = true;
            }
            return TEMPLATE;
        }

        static DataSource dataSource(String database) {
            var dataSource = new PGSimpleDataSource();
            dataSource.setServerNames(new String[] {"127.0.0.1"});
            dataSource.setPortNumbers(new int[] {PORT});
            dataSource.setDatabaseName(database);
            dataSource.setUser("postgres");
            return dataSource;
        }

        static void execute(String sql) {
            try (var connection = dataSource("postgres").getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
