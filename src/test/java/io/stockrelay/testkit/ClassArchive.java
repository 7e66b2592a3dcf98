package io.stockrelay.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The classes that the first program to stop had loaded, as {@code ./stockrelay} keeps them: those after it start in two
 * thirds of the time. Of {@link UnpackedJar} only.
 */
public final class ClassArchive {

    private static final List<String> QUIETLY = List.of("-Xlog:cds=off,cds+dynamic=off,class+path=off");
    private static final AtomicReference<@Nullable Path> MADE = new AtomicReference<>();
    private static final AtomicBoolean IS_BEING_MADE = new AtomicBoolean();

    private ClassArchive() {}

    /** Options of a Java that starts the program: with the archive, where there is one by now. */
    public static List<String> options() {
        var made = MADE.get();
        return made == null ? List.of() : with("-XX:SharedArchiveFile=" + made);
    }

    private static List<String> with(String option) {
        var options = new ArrayList<>(QUIETLY);
        options.add(option);
        return options;
    }

    /** One program's part in it: it makes the archive when it stops, where nobody has or does. */
    static final class Part {

        private final @Nullable Path making;

        private Part(@Nullable Path making) {
            this.making = making;
        }

        static Part take() {
            boolean makes = MADE.get() == null && IS_BEING_MADE.compareAndSet(false, true);
            return new Part(makes ? folder().resolve("classes.jsa") : null);
        }

        List<String> options() {
            return making == null ? ClassArchive.options() : with("-XX:ArchiveClassesAtExit=" + making);
        }

        /** The program has ended, one way or the other. */
        void ended() {
            if (making != null) {
                if (Files.exists(making)) {
                    MADE.compareAndSet(null, making);
                }
                IS_BEING_MADE.set(false);
            }
        }

        private static Path folder() {
            try {
                var folder = Files.createTempDirectory("stockrelay-classes");
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
