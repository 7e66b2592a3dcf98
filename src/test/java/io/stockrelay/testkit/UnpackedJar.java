package io.stockrelay.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The program unpacked, as {@code ./stockrelay} runs it: it starts faster than the one large jar. Done once a process. */
public final class UnpackedJar {

    static final Path PACKED = Path.of(System.getProperty("stockrelay.jar", "target/stockrelay.jar"));

    private UnpackedJar() {}

    /** The small jar that knows its libraries. */
    public static Path jar() {
        return Holder.JAR;
    }

    private static Path unpack() {
        try {
            var folder = Files.createTempDirectory("stockrelay-app");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var unpacking = new ProcessBuilder(
                            java,
                            "-Djarmode=tools",
                            "-jar",
                            PACKED.toString(),
                            "extract",
                            "--destination",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (unpacking.waitFor() != 0) {
                throw new IllegalStateException("cannot unpack " + PACKED);
            }
            return folder.resolve(PACKED.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Holder {
        private static final Path JAR = unpack();
    }
}
