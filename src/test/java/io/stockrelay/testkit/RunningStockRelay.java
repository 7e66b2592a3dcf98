package io.stockrelay.testkit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The real program in a process of its own, on ports the system gives, ready for requests.
 *
 * <pre>{@code
 * try (var program = RunningStockRelay.with().home(Path.of(".")).data(temporaryFolder).start()) {
 *     program.get("/api/v1/…");             // with the token
 *     program.port("openwire");             // see RunningInstance.ports
 *     program.kill9();                      // the process dies at once; PostgreSQL, a process of its own, lives on
 *     var again = program.startAgain();     // same data, same settings
 * }
 * }</pre>
 *
 * Needs the jar: name the test {@code *IT} (failsafe runs after {@code package}). {@code close()} stops it cleanly if
 * it still runs, and always ends a PostgreSQL left over. When it does not get ready, the exception shows its output.
 */
public final class RunningStockRelay implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int LOG_LINES_SHOWN = 60;
    private static final List<String> QUICK_TO_START =
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Builder settings;
    private final ClassArchive.Part archive;
    private final Process process;
    private final Path output;
    private final JsonNode instance;

    private RunningStockRelay(Builder settings, ClassArchive.Part archive, Process process, Path output) {
        this.settings = settings;
        this.archive = archive;
        this.process = process;
        this.output = output;
        this.instance = awaitReady();
    }

    /** The settings of a program to start. */
    public static Builder with() {
        return new Builder();
    }

    /** The base address, without a slash at its end. */
    public String address() {
        return instance.get("address").asText();
    }

    /** The number of a port by name: openwire, amqp, stomp, sftp, postgres. */
    public int port(String name) {
        return instance.get("ports").get(name).asInt();
    }

    /** The token that the command line uses. */
    public String token() {
        return read(data().resolve("run/token")).strip();
    }

    /** A kept secret by its file name, for example {@code broker-client} or {@code sftp-legacy}. */
    public String secret(String name) {
        return read(data().resolve("secrets").resolve(name)).strip();
    }

    /** The folder with everything it writes. */
    public Path data() {
        return settings.data;
    }

    public long pid() {
        return process.pid();
    }

    /** Everything it has printed so far. */
    public String output() {
        return read(output);
    }

    /** GETs a path with the token and returns status, headers and body. */
    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    /** POSTs JSON with the token. */
    public HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** A request to that path with the token, for the caller to complete. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token());
    }

    /** Sends a request and waits for the answer. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills the process as {@code kill -9} does, and returns when it is dead. */
    public void kill9() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Asks it to stop, as Ctrl-C does, waits, and returns its exit code. */
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    /** The same program again on the same data, after {@link #kill9} or {@link #stop}. */
    public RunningStockRelay startAgain() {
        return settings.start();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
        LeftOverProcesses.endAllIn(data().resolve("postgres"));
    }

    private int awaitExit() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not stop within " + STOP_LIMIT + "\n" + tail());
            }
            archive.ended();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode awaitReady() {
        try {
            return await().atMost(READY_LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("it ended by itself", () -> !process.isAlive())
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(this::readInstance, found -> found.path("pid").asLong() == process.pid() && isUp(found));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IllegalStateException("StockRelay did not get ready; its output:\n" + tail(), e);
        }
    }

    private JsonNode readInstance() {
        try {
            return JSON.readTree(read(data().resolve("run/instance.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isUp(JsonNode found) {
        var uri = URI.create(found.get("address").asText() + "/actuator/health/readiness");
        return send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build())
                        .statusCode()
                == 200;
    }

    private String tail() {
        var lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to start it with; every port is 0 unless set. */
    public static final class Builder {

        private final Map<String, String> values = new LinkedHashMap<>(Map.of(
                "stockrelay.port", "0",
                "stockrelay.broker.port", "0",
                "stockrelay.broker.amqp-port", "0",
                "stockrelay.broker.stomp-port", "0",
                "stockrelay.sftp.port", "0",
                "stockrelay.sandbox.port", "0",
                "stockrelay.database.port", "0"));
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<String> options = new ArrayList<>();
        private List<String> prefix = List.of();
        private @Nullable Path jar;
        private Path home = Path.of(".").toAbsolutePath().normalize();
        private Path data = temporary("stockrelay-data");

        private Builder() {}

        /** Routes, mappings and config; default: the repository, so the sample company. */
        public Builder home(Path folder) {
            home = folder.toAbsolutePath();
            return this;
        }

        /** Default: a new temporary folder. */
        public Builder data(Path folder) {
            data = folder.toAbsolutePath();
            return this;
        }

        /** Any setting, as {@code --set key=value}. */
        public Builder set(String key, String value) {
            values.put(key, value);
            return this;
        }

        /** An environment variable of the process. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** A further option of {@code run}. */
        public Builder option(String option) {
            options.add(option);
            return this;
        }

        /** Without simulated shops: at their addresses is nobody, whatever else runs on this machine. */
        public Builder withoutSandbox() {
            return option("--no-sandbox").environment("STOCKRELAY_SANDBOX", "http://127.0.0.1:9");
        }

        /** Another jar than the unpacked one, for example a copy that another account may read. */
        public Builder jar(Path file) {
            jar = file;
            return this;
        }

        /** Words before {@code java}, for example to change the account: {@code setpriv --reuid=… …}. */
        public Builder prefix(List<String> words) {
            prefix = List.copyOf(words);
            return this;
        }

        /** Starts it and returns when it is ready. */
        public RunningStockRelay start() {
            var output = outputFile();
            var archive = ClassArchive.Part.take();
            return new RunningStockRelay(this, archive, launch(output, archive.options()), output);
        }

        /** Starts it and kills it as {@code kill -9} does after that time, ready or not. */
        public void startAndKill9After(Duration time) {
            var output = outputFile();
            var starting = launch(output, ClassArchive.options());
            try {
                if (starting.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("it ended by itself:\n" + read(output));
                }
                starting.destroyForcibly().waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Starts it, expects it to end by itself, and returns exit code and output. */
        public Refusal startRefused() {
            var output = outputFile();
            var process = launch(output, ClassArchive.options());
            try {
                if (!process.waitFor(READY_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("it did not end by itself:\n" + read(output));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return new Refusal(process.exitValue(), read(output));
        }

        /** @param quickly options that only go with the unpacked jar, run by this account */
        private Process launch(Path output, List<String> quickly) {
            var command = new ArrayList<>(prefix);
            command.add(javaCommand());
            command.addAll(QUICK_TO_START);
            if (jar == null && prefix.isEmpty()) {
                command.addAll(quickly);
            }
            command.addAll(List.of("-jar", program().toString(), "run"));
            command.addAll(List.of("--home", home.toString(), "--data", data.toString()));
            values.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
            command.addAll(options);
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("STOCKRELAY_"));
            builder.environment().putAll(environment);
            try {
                return builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path program() {
            return (jar == null ? UnpackedJar.jar() : jar).toAbsolutePath();
        }

        private static String javaCommand() {
            return Path.of(System.getProperty("java.home"), "bin", "java").toString();
        }

        private static Path outputFile() {
            try {
                return Files.createTempFile("stockrelay", ".out");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path temporary(String name) {
            try {
                return Files.createTempDirectory(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How a start that was refused ended. */
    public record Refusal(int exitCode, String output) {}
}
