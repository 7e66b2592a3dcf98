package io.stockrelay.bench;

import io.stockrelay.platform.Folders;
import io.stockrelay.platform.Processes;
import io.stockrelay.platform.RunningInstance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real program as a child process, on a home and a data folder of its own, every port chosen by the system. */
final class BenchProgram implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int LINES_SHOWN = 30;
    private static final List<String> PORTS = List.of(
            "stockrelay.port",
            "stockrelay.broker.port",
            "stockrelay.broker.amqp-port",
            "stockrelay.broker.stomp-port",
            "stockrelay.sftp.port",
            "stockrelay.database.port");

    private final Process process;
    private final Folders folders;
    private final Path output;
    private @Nullable RunningInstance instance;
    private volatile boolean isStopped;

    private BenchProgram(Process process, Folders folders, Path output) {
        this.process = process;
        this.folders = folders;
        this.output = output;
    }

    /** Starts it; it is ready only after {@link #awaitReady}, so that it can be stopped before. */
    static BenchProgram start(
            List<String> launch, Folders folders, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        var command = new ArrayList<>(launch);
        command.addAll(List.of("run", "--no-sandbox"));
        command.addAll(List.of(
                "--home", folders.home().toString(), "--data", folders.data().toString()));
        PORTS.forEach(port -> command.addAll(List.of("--set", port + "=0")));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        var output = folders.home().resolve("program.out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("STOCKRELAY_"));
        builder.environment().putAll(environment);
        return new BenchProgram(builder.start(), folders, output);
    }

    URI address(String path) {
        return URI.create(instance().address() + path);
    }

    long pid() {
        return process.pid();
    }

    Folders folders() {
        return folders;
    }

    BenchDatabase database() {
        return new BenchDatabase(folders, instance().ports().getOrDefault("postgres", 0));
    }

    /** Fails, with what the program said last, when it is no longer there. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchFailed(
                    "The program ended during the benchmark. It said:\n" + tail(), "See its words above.");
        }
    }

    /** Stops it as Ctrl-C does, its PostgreSQL with it. */
    @Override
    public void close() {
        stop();
    }

    private synchronized void stop() {
        isStopped = true;
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private RunningInstance instance() {
        return Objects.requireNonNull(instance, "the program is not ready yet");
    }

    /** Returns when it is ready for requests. */
    void awaitReady() throws InterruptedException {
        var deadline = System.nanoTime() + READY_LIMIT.toNanos();
        var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        while (System.nanoTime() < deadline && process.isAlive()) {
            var found = RunningInstance.of(folders).filter(one -> one.pid() == process.pid());
            if (found.isPresent() && isReady(client, found.get())) {
                instance = found.get();
                return;
            }
            Processes.pause();
        }
        if (isStopped) {
            throw new BenchFailed("The benchmark was stopped.", "Start it again for figures.");
        }
        throw new BenchFailed(
                "The program did not get ready. It said:\n" + tail(), "Mend what it names, then run this again.");
    }

    private static boolean isReady(HttpClient client, RunningInstance found) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(found.address() + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String tail() {
        try {
            var lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return Optional.ofNullable(e.getMessage()).orElse("nothing");
        }
    }
}
