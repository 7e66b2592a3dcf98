package io.stockrelay.bench;

import io.stockrelay.sandbox.load.CsvFileLoad;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The 3PL's files, one for each night: every item at every one of its locations, until there are enough rows. */
final class StockFiles {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration AGE = Duration.ofDays(2); // far enough back that no stamp lies in the future
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmm").withZone(ZoneOffset.UTC);

    private final BenchPlan plan;
    private final Path folder;
    private Instant stand;

    StockFiles(BenchPlan plan, Path folder, Instant now) {
        this.plan = plan;
        this.folder = folder;
        this.stand = now.minus(AGE).truncatedTo(ChronoUnit.MINUTES);
    }

    /** A file and how many rows it has. */
    record StockFile(Path path, long rows) {}

    /** The next one, a minute younger than the last, with figures that differ a little. */
    StockFile next() throws IOException {
        stand = stand.plus(1, ChronoUnit.MINUTES);
        var at = STAMP.format(stand);
        long shift = stand.getEpochSecond() / 60 % 7;
        var load = new CsvFileLoad(
                Charset.forName("windows-1252"),
                ';',
                List.of(BenchHome.FILE_COLUMNS.split(", ", -1)),
                row -> List.of(
                        "F" + (1 + row / plan.skus()),
                        BenchHome.sku((int) (row % plan.skus())),
                        "ST",
                        Long.toString(100 + (row + shift) % 7),
                        "0",
                        at));
        var file = folder.resolve("bestand_" + NAME.format(stand) + ".csv");
        long written = load.write(file, plan.rows(), LIMIT).rows();
        if (written != plan.rows()) {
            throw new BenchFailed(
                    "Only " + written + " of " + plan.rows() + " rows could be written to " + file + " within "
                            + LIMIT.toMinutes() + " minutes.",
                    "Choose fewer with --rows.");
        }
        return new StockFile(file, written);
    }
}
