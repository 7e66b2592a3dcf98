package io.stockrelay.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the operating system says about processes. */
public final class Processes {

    private static final Path PROC = Path.of("/proc");
    private static final long PAUSE_MILLIS = 50;

    private Processes() {}

    /** Whether the process lives; one that was killed but not yet cleared away by its parent (a zombie) does not. */
    public static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isZombie(pid);
    }

    /** Every living process working in the folder; empty where the system has no {@code /proc}. */
    public static List<Long> workingIn(Path folder) {
        if (!Files.isDirectory(PROC.resolve("self")) || !Files.isDirectory(folder)) {
            return List.of();
        }
        var real = realPath(folder);
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> workingFolder(pid).filter(real::equals).isPresent())
                .filter(Processes::isRunning)
                .toList();
    }

    /** Waits a moment; for loops that watch something outside this program. */
    public static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting or stopping", e);
        }
    }

    private static Optional<Path> workingFolder(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(PROC.resolve(pid + "/cwd")));
        } catch (IOException | SecurityException e) {
            return Optional.empty(); // another account's process, or just gone
        }
    }

    private static Path realPath(Path folder) {
        try {
            return folder.toRealPath(); // the system answers with links resolved
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isZombie(long pid) {
        try {
            var stat = Files.readString(PROC.resolve(pid + "/stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1); // the name before it may hold anything
        } catch (IOException e) {
            return false;
        }
    }
}
