package io.stockrelay.bench;

import io.stockrelay.platform.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Leaves a file in the SFTP folder of its source, as an upload that renames does, and waits for its row report. */
final class FileSide implements Side {

    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final BenchProgram program;
    private final StockFiles files;
    private final Path account;

    FileSide(BenchProgram program, StockFiles files) {
        this.program = program;
        this.files = files;
        this.account = program.folders().data().resolve("sftp/threepl");
    }

    @Override
    public Work run() throws IOException {
        var file = files.next();
        var name = file.path().getFileName().toString();
        long start = System.nanoTime();
        Files.move(file.path(), account.resolve("in").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        var report = account.resolve("done").resolve(name + ".result.csv");
        while (!Files.exists(report)) {
            requireNotRefused(name, start);
            Processes.pause();
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - start);
        requireAllApplied(report, file.rows());
        return new Work(file.rows(), elapsed, null);
    }

    private void requireNotRefused(String name, long start) throws IOException {
        program.requireAlive();
        for (var folder : new String[] {"failed", "held"}) {
            var report = account.resolve(folder).resolve(name + ".result.csv");
            if (Files.exists(report)) {
                throw new BenchFailed("The file was not taken: " + report + " says why.", head(report));
            }
        }
        if (System.nanoTime() - start > LIMIT.toNanos()) {
            throw new BenchFailed(
                    "The file " + name + " has no report after " + LIMIT.toMinutes() + " minutes.",
                    "The program's log tells how far it came; choose fewer rows with --rows.");
        }
    }

    private static void requireAllApplied(Path report, long rows) throws IOException {
        try (var lines = Files.lines(report)) {
            if (lines.limit(20).noneMatch(("# applied: " + rows)::equals)) {
                throw new BenchFailed("Not every row of the file was applied.", head(report));
            }
        }
    }

    private static String head(Path report) throws IOException {
        try (var lines = Files.lines(report)) {
            return String.join("\n  ", lines.limit(12).toList());
        }
    }
}
