package io.stockrelay.source;

import io.stockrelay.mapping.Mapped;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.source.SourceSettings.CsvFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Maps a file row by row into parts; holds a few pages of rows at a time. */
final class FileStaging {

    private static final int PAGE_ROWS = 500;
    private static final int PAGES_MAX = 8;
    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final Mappings mappings;

    FileStaging(Mappings mappings) {
        this.mappings = mappings;
    }

    long stage(Path file, CsvFile settings, Delivery delivery, FileRunStore.PartSink sink) throws IOException {
        try (var reader = FileCheck.reader(Files.newInputStream(file), settings)) {
            var rows = new CsvRows(reader, settings.separator());
            rows.header();
            var page = page(rows);
            if (page.size() < PAGE_ROWS) { // not worth any threads
                handOver(parts(delivery, page), sink);
                return page.size();
            }
            var pool = Executors.newFixedThreadPool(THREADS);
            try {
                return stage(rows, page, delivery, pool, sink);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    /** Pages are mapped side by side and handed over in order; only a few are under way at once. */
    private long stage(
            CsvRows rows, List<CsvRows.Row> first, Delivery delivery, ExecutorService pool, FileRunStore.PartSink sink)
            throws IOException {
        Deque<Future<List<RowPart>>> mapping = new ArrayDeque<>();
        long count = 0;
        for (var page = first; !page.isEmpty(); page = page(rows)) {
            var taken = page;
            count += page.size();
            mapping.add(pool.submit(() -> parts(delivery, taken)));
            if (mapping.size() == PAGES_MAX) {
                handOver(mapped(mapping.remove()), sink);
            }
        }
        while (!mapping.isEmpty()) {
            handOver(mapped(mapping.remove()), sink);
        }
        return count;
    }

    private static List<CsvRows.Row> page(CsvRows rows) throws IOException {
        var page = new ArrayList<CsvRows.Row>(PAGE_ROWS);
        while (page.size() < PAGE_ROWS) {
            var row = rows.next();
            if (row == null) {
                break;
            }
            page.add(row);
        }
        return page;
    }

    private static List<RowPart> mapped(Future<List<RowPart>> page) throws IOException {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while a file was being mapped; it starts over later");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a page of rows could not be mapped: " + e.getCause(), e);
        }
    }

    private static void handOver(List<RowPart> parts, FileRunStore.PartSink sink) throws IOException {
        for (var part : parts) {
            sink.take(part);
        }
    }

    private List<RowPart> parts(Delivery delivery, List<CsvRows.Row> page) {
        var parts = new ArrayList<RowPart>(page.size());
        page.forEach(row -> stage(row, mapped(delivery, row), parts));
        return parts;
    }

    private Mapped mapped(Delivery delivery, CsvRows.Row row) {
        var columns = row.columns();
        if (columns == null) {
            return CsvReplay.failed(row);
        }
        try {
            return mappings.mapRow(delivery, row.line(), columns);
        } catch (RuntimeException e) { // one row nobody foresaw must not stop a million others
            return CsvReplay.failed(new Failure(
                    Step.MAP,
                    CauseClass.POISON,
                    "unexpected while mapping line " + row.line() + ": " + e,
                    null,
                    null,
                    null,
                    null,
                    row.line(),
                    null));
        }
    }

    private static void stage(CsvRows.Row row, Mapped mapped, List<RowPart> parts) {
        int part = 0;
        for (var group : mapped.groups()) {
            parts.add(StagedRow.of(group, part++));
        }
        for (var failure : mapped.failures()) {
            parts.add(StagedRow.of(failure, part++, row.raw()));
        }
        for (var ignored : mapped.ignored()) {
            parts.add(StagedRow.of(ignored, part++));
        }
    }
}
