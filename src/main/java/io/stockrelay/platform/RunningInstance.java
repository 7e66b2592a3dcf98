package io.stockrelay.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code <data>/run/instance.json} says about the instance using a data folder: how other commands on this machine
 * find it. Its token is beside it, in {@code <data>/run/token}.
 *
 * @param pid process number
 * @param port HTTP port
 * @param address base address for HTTP, for example {@code http://127.0.0.1:8080}
 * @param started when it was ready
 * @param ports the other ports by name: openwire, amqp, stomp, sftp, postgres
 */
public record RunningInstance(long pid, int port, String address, Instant started, Map<String, Integer> ports) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    public RunningInstance {
        ports = new TreeMap<>(ports);
    }

    /** The instance that uses the data folder now; empty if none does, also after a crash. */
    public static Optional<RunningInstance> of(Folders folders) {
        try {
            var found = JSON.readValue(Files.readString(file(folders)), RunningInstance.class);
            return Optional.of(found).filter(instance -> Processes.isRunning(instance.pid()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The token that commands on this machine send as {@code Authorization: Bearer}; the same over restarts. */
    public static String token(Folders folders) {
        return new Secrets(folders.run()).secret("token");
    }

    void write(Folders folders) {
        try {
            PrivateFiles.write(
                    file(folders), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void forget(Folders folders) {
        try {
            Files.deleteIfExists(file(folders));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Folders folders) {
        return folders.run().resolve("instance.json");
    }
}
