package io.stockrelay.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files and folders that only the account running StockRelay may read. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** Makes the folder and its parents; the folder itself is closed to other accounts. */
    public static Path folder(Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath());
            if (isPosix()) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file's content; a reader sees the old or the new content, never a part, and it survives a crash. */
    public static void write(Path file, String content) {
        try {
            var parent = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
            Files.createDirectories(parent);
            // The name carries no randomness: one process owns the folder (its lock), one thread writes a given file.
            var fresh = parent.resolve("." + file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, ownerOnly());
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(content));
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().containsAll(Set.of("posix"));
    }
}
