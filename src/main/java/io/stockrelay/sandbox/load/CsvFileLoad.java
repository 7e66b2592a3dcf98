package io.stockrelay.sandbox.load;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Files as a legacy system writes them.
 *
 * @param header the first line; empty for a file without one
 * @param row makes the fields of a row, counted from 0
 */
public record CsvFileLoad(Charset charset, char separator, List<String> header, LongFunction<List<String>> row) {
    static final long ROWS_MAX = 20_000_000;

    /**
     * Writes to a neighbour ending in {@code .part} and renames it when it is whole, so that nobody reads half a file. Stops
     * early, with a whole file of fewer rows, when the time is over.
     */
    public Written write(Path file, long rows, Duration atMost) throws IOException {
        if (rows < 0 || rows > ROWS_MAX) {
            throw new IllegalArgumentException("rows must be 0 to " + ROWS_MAX + ": " + rows);
        }
        long start = System.nanoTime();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        long written = writeRows(part, rows, start + atMost.toNanos());
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return new Written(written, Files.size(file), Duration.ofNanos(System.nanoTime() - start));
    }

    private long writeRows(Path part, long rows, long deadline) throws IOException {
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(Files.newBufferedWriter(part, charset))) {
            if (!header.isEmpty()) {
                csv.writeRecord(header);
            }
            long written = 0;
            while (written < rows && System.nanoTime() - deadline < 0) {
                csv.writeRecord(row.apply(written));
                written++;
            }
            return written;
        }
    }

    /** What came of it. */
    public record Written(long rows, long bytes, Duration elapsed) {}
}
