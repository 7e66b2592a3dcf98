package io.stockrelay.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sample company's routes, mappings and config, copied so that a test may change them. */
public final class SampleHome {

    private SampleHome() {}

    /** Copies into the folder, which is made where it is missing, and returns it. */
    public static Path copyTo(Path folder) {
        for (var part : List.of("routes", "mappings", "config")) {
            copy(Path.of(part), folder.resolve(part));
        }
        return folder;
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
