package io.stockrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/** The floor of a file: the very same file by {@code COPY} into a staging table, then into an empty keyed table. */
final class CopyFloor implements Side {

    private static final String PREPARE = """
            create schema if not exists floor;
            drop table if exists floor.staging, floor.inventory;
            create unlogged table floor.staging(location text, sku text, unit text, on_hand text, hold text, as_of text);
            create table floor.inventory(sku text, location text, on_hand bigint not null, hold bigint not null,
                as_of timestamptz not null, primary key (sku, location))
            """;
    private static final String COPY =
            "copy floor.staging from stdin with (format csv, header true, delimiter ';', encoding 'WIN1252')";
    private static final String INSERT = """
            insert into floor.inventory(sku, location, on_hand, hold, as_of)
            select sku, location, on_hand::bigint, hold::bigint, to_timestamp(as_of, 'DD.MM.YYYY HH24:MI') from floor.staging
            """;

    private final BenchDatabase database;
    private final StockFiles files;

    CopyFloor(BenchDatabase database, StockFiles files) {
        this.database = database;
        this.files = files;
    }

    @Override
    public Work run() throws IOException, SQLException {
        var file = files.next();
        database.execute(PREPARE);
        try (var connection = database.connect();
                var content = Files.newInputStream(file.path());
                var statement = connection.createStatement()) {
            long start = System.nanoTime();
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, content);
            long rows = statement.executeLargeUpdate(INSERT);
            return new Work(rows, Duration.ofNanos(System.nanoTime() - start), null);
        } finally {
            Files.delete(file.path());
        }
    }
}
