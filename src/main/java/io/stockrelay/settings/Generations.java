package io.stockrelay.settings;

import io.stockrelay.shared.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Names what is in {@code routes/}, {@code mappings/} and {@code config/} by a hash of names and bytes. */
public final class Generations {

    private static final List<String> FOLDERS = List.of("config", "mappings", "routes");
    private static final int BYTES_SHOWN = 6;

    private Generations() {}

    public static Generation of(Path home) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var folder : FOLDERS) {
                for (var file : files(home.resolve(folder))) {
                    add(digest, home, file);
                }
            }
            return new Generation(HexFormat.of().formatHex(digest.digest(), 0, BYTES_SHOWN));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("routes, mappings and config cannot be read", unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Hidden files are left out: editors keep their own there. */
    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> Files.isRegularFile(file)
                            && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static void add(MessageDigest digest, Path home, Path file) throws IOException {
        var name = home.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(name.length)
                .putLong(Files.size(file))
                .flip());
        digest.update(name);
        var buffer = new byte[1 << 16];
        try (var in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }
}
