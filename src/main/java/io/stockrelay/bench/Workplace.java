package io.stockrelay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder of the benchmark's own; everything in it is removed at the end. */
final class Workplace implements AutoCloseable {

    private final Path folder;

    private Workplace(Path folder) {
        this.folder = folder;
    }

    /** A new one inside the given folder. */
    static Workplace in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new Workplace(Files.createTempDirectory(parent.toAbsolutePath().normalize(), "bench-"));
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Where a commit costs nothing, no figure about durable commits means anything. */
    boolean isInMemory() throws IOException {
        return Files.getFileStore(folder).type().equals("tmpfs");
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // a server that is stopping tidies up too
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path gone, @Nullable IOException failure) throws IOException {
                    Files.deleteIfExists(gone);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be removed", e);
        }
    }
}
