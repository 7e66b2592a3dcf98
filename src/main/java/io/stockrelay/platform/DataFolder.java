package io.stockrelay.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The data folder, held by one running instance at a time; the hold ends with the process, however it ends. */
public final class DataFolder implements AutoCloseable {

    private static final int PID_BYTES_MAX = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path data;
    private final FileChannel channel;

    private DataFolder(Path data, FileChannel channel) {
        this.data = data;
        this.channel = channel;
    }

    /** Takes the folder for this process, or refuses with the number of the process that has it. */
    public static DataFolder take(Folders folders) {
        try {
            PrivateFiles.folder(folders.data());
            PrivateFiles.folder(folders.run());
            var file = folders.run().resolve("lock");
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                var holder = holder(channel);
                channel.close();
                throw inUse(folders.data(), holder);
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.UTF_8.encode(
                            Long.toString(ProcessHandle.current().pid())),
                    0);
            FileSystemUtils.deleteRecursively(folders.inProgress());
            return new DataFolder(folders.data(), channel);
        } catch (IOException | UncheckedIOException e) {
            throw new StartRefused(
                    "The data folder " + folders.data() + " cannot be written: " + e.getMessage(),
                    "Nothing was started.",
                    "Give this account write access to it, or name another folder with --data or STOCKRELAY_DATA.",
                    e);
        }
    }

    /** The folder itself. */
    public Path path() {
        return data;
    }

    @Override
    public void close() throws IOException {
        channel.close(); // gives up the lock; the file stays, removing it would race with the next instance
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var lock = tryLock(channel);
            // A holder that was just killed keeps its lock for a moment: wait for it, but not for a living one.
            if (lock != null
                    || holder(channel).filter(Processes::isRunning).isPresent()
                    || System.nanoTime() > deadline) {
                return lock;
            }
            Processes.pause();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another instance in this very process
        }
    }

    private static Optional<Long> holder(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(PID_BYTES_MAX);
        channel.read(bytes, 0);
        var text = StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static StartRefused inUse(Path data, Optional<Long> holder) {
        return new StartRefused(
                "The data folder " + data + " is in use by another StockRelay"
                        + holder.map(pid -> " (process " + pid + ")").orElse("") + ".",
                "This one was not started; the other one goes on undisturbed.",
                "Stop the other one, or give this one a folder of its own: --data DIR --port N.");
    }
}
