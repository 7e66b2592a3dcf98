package io.stockrelay.platform.postgres;

import io.stockrelay.platform.Ports;
import io.stockrelay.platform.PrivateFiles;
import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL server of our own, with durable commits, on the loopback address, its data kept between runs. */
public final class PostgresServer implements AutoCloseable {

    /** The account and the database that everything of StockRelay's uses; not a superuser. */
    private static final String OWNER = "stockrelay";

    private static final String READY_MARK = "stockrelay.ready";
    private static final Duration START_LIMIT = Duration.ofMinutes(5); // recovery after a crash may take a while

    private static final Map<String, String> SERVER_SETTINGS = Map.ofEntries(
            // The library's defaults are off for both: a commit would not survive a power cut.
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", "''"),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("password_encryption", "scram-sha-256"),
            // One file per weekday, overwritten a week later: the log cannot fill the disk.
            Map.entry("logging_collector", "on"),
            Map.entry("log_filename", "postgresql-%a.log"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_rotation_age", "1d"),
            Map.entry("log_rotation_size", "0"));

    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final DatabaseAddress address;

    private PostgresServer(EmbeddedPostgres postgres, Path folder, DatabaseAddress address) {
        this.postgres = postgres;
        this.folder = folder;
        this.address = address;
    }

    /**
     * Starts the server on the data in {@code <data>/postgres}, made at the first start. One left over from a killed
     * run is stopped first.
     *
     * @param port 0 for any free port
     */
    public static PostgresServer start(Path data, int port, Secrets secrets) {
        requireAccountThatMayRunIt();
        var folder = data.resolve("postgres");
        new LeftOverPostgres(folder).stop();
        Ports.requireFree(port, "the embedded PostgreSQL", "stockrelay.database.port");
        try {
            setAsideUnfinished(folder);
            PrivateFiles.folder(folder);
            int chosen = port == 0 ? Ports.anyFree() : port;
            var postgres = launch(data, folder, chosen, secrets.secret("postgres-superuser"));
            var password = secrets.secret("postgres-" + OWNER);
            FirstStart.complete(postgres, folder, OWNER, password, secrets.secret("postgres-superuser"));
            Files.writeString(folder.resolve(READY_MARK), "18\n");
            var url = "jdbc:postgresql://127.0.0.1:" + chosen + "/" + OWNER;
            return new PostgresServer(postgres, folder, new DatabaseAddress(url, OWNER, password));
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new StartRefused(
                    "The embedded PostgreSQL in " + folder + " did not start: " + e.getMessage(),
                    "StockRelay was not started; the data is untouched.",
                    "Its own words are in " + folder.resolve("log") + ". An external one can be used instead:"
                            + " STOCKRELAY_DATABASE_URL, STOCKRELAY_DATABASE_USER, STOCKRELAY_DATABASE_PASSWORD.",
                    e);
        }
    }

    /** Where it answers. */
    public DatabaseAddress address() {
        return address;
    }

    /** The port it listens on. */
    public int port() {
        return postgres.getPort();
    }

    @Override
    public void close() throws IOException {
        postgres.close(); // waits five seconds at most
        new LeftOverPostgres(folder).stop(); // so wait for a long last checkpoint here
    }

    private static EmbeddedPostgres launch(Path data, Path folder, int port, String superuserPassword)
            throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(PostgresBinaries.folder(data.resolve("postgres-programs"))
                        .toFile())
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it would stop before the writers have finished
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", superuserPassword);
        SERVER_SETTINGS.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** An installation broken off before it was ever used holds nothing; it is moved away, not deleted. */
    private static void setAsideUnfinished(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("PG_VERSION")) || Files.exists(folder.resolve(READY_MARK))) {
            return;
        }
        for (int i = 1; ; i++) {
            var aside = folder.resolveSibling("postgres.unfinished-" + i);
            if (!Files.exists(aside)) {
                Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
        }
    }

    private static void requireAccountThatMayRunIt() {
        if ("root".equals(System.getProperty("user.name")) && isLinux() && !LinuxUtils.isUnshareAvailable()) {
            throw new StartRefused(
                    "PostgreSQL does not run as root, and this system does not allow the way around it (unshare -U).",
                    "StockRelay was not started.",
                    "Start it as an ordinary user, or use an external PostgreSQL: STOCKRELAY_DATABASE_URL.");
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }
}
