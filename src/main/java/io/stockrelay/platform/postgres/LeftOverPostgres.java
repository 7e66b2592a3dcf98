package io.stockrelay.platform.postgres;

import io.stockrelay.platform.Processes;
import io.stockrelay.platform.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL server that outlived a killed StockRelay: stops it, whatever port it has, and clears its pid file. */
final class LeftOverPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(LeftOverPostgres.class);
    private static final Duration FAST_STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(20);

    private final Path dataFolder;

    LeftOverPostgres(Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    /** Afterwards no process uses the data folder, and no pid file of an earlier one is in the way. */
    void stop() {
        var server = serverPid().filter(this::isServerOfThisFolder);
        server.ifPresent(pid -> {
            LOG.info("event=left-over-postgres-stopping pid={}", pid);
            signal("INT", pid); // fast shutdown: open sessions end, everything committed is written
        });
        if (!isQuietWithin(FAST_STOP_LIMIT)) {
            users().forEach(pid -> signal("QUIT", pid)); // immediate shutdown: recovers from its log at the next start
        }
        if (!isQuietWithin(IMMEDIATE_STOP_LIMIT)) {
            throw new StartRefused(
                    "A PostgreSQL left over from an earlier run still uses " + dataFolder + " (process " + users()
                            + ") and does not stop.",
                    "StockRelay was not started; the data is untouched.",
                    "End that process, then start again.");
        }
        removePidFile();
    }

    private boolean isQuietWithin(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!users().isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Processes.pause();
        }
        return true;
    }

    /** The server and, where the system tells, its children: a child can outlive a killed server for a moment. */
    private List<Long> users() {
        var working = Processes.workingIn(dataFolder);
        return working.isEmpty()
                ? serverPid().filter(this::isServerOfThisFolder).stream().toList()
                : working;
    }

    /** The number in the pid file may since belong to any other program, so its command line must name our folder. */
    private boolean isServerOfThisFolder(long pid) {
        if (!Processes.isRunning(pid)) {
            return false;
        }
        return Processes.workingIn(dataFolder).contains(pid)
                || ProcessHandle.of(pid)
                        .flatMap(process -> process.info().commandLine())
                        .filter(line -> line.contains("postgres") && line.contains("-D " + dataFolder))
                        .isPresent();
    }

    private Optional<Long> serverPid() {
        try (var lines = Files.lines(pidFile())) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .map(Long::valueOf);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removePidFile() {
        try {
            // PostgreSQL would refuse to start beside any living process of that number, a zombie included.
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pidFile() {
        return dataFolder.resolve("postmaster.pid");
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
