package io.stockrelay.source;

import io.stockrelay.mapping.Mapped;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.source.SourceSettings.CsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Maps a file row by row into parts; holds one row at a time. */
final class FileStaging {

    private final Mappings mappings;

    FileStaging(Mappings mappings) {
        this.mappings = mappings;
    }

    long stage(Path file, CsvFile settings, Delivery delivery, FileRunStore.PartSink sink) throws IOException {
        try (var reader = FileCheck.reader(Files.newInputStream(file), settings)) {
            var rows = new CsvRows(reader, settings.separator());
            rows.header();
            long count = 0;
            for (var row = rows.next(); row != null; row = rows.next()) {
                count++;
                stage(row, mapped(delivery, row), sink);
            }
            return count;
        }
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

    private static void stage(CsvRows.Row row, Mapped mapped, FileRunStore.PartSink sink) throws IOException {
        int part = 0;
        for (var group : mapped.groups()) {
            sink.take(StagedRow.of(group, part++));
        }
        for (var failure : mapped.failures()) {
            sink.take(StagedRow.of(failure, part++, row.raw()));
        }
        for (var ignored : mapped.ignored()) {
            sink.take(StagedRow.of(ignored, part++));
        }
    }
}
