package io.stockrelay.source.jdbc;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.source.Receipt;
import io.stockrelay.source.ReceiptText;
import io.stockrelay.source.Receipts;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.LedgerCompanion;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores a batch's receipts with one statement inside the ledger's transaction. */
final class ReceiptRows implements Receipts, LedgerCompanion {

    private static final String INSERT = """
            insert into receipt (id, source, received_at, outcomes)
            select id, source, %s, outcomes from unnest(?::uuid[], ?::text[], ?::int8[], ?::text[])
                as r(id, source, received_at, outcomes)
            on conflict (id) do nothing
            """.formatted(Columns.time("received_at"));

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;

    ReceiptRows(DataSource dataSource) {
        this.dataSource = dataSource;
        jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public void write(DecidedBatch batch) {
        // Rows of files are reported by their run: one receipt would otherwise grow to a million lines.
        var receipts = batch.submissions().stream()
                .filter(decided -> decided.submission().delivery().fileName() == null)
                .toList();
        ClosingWrites.of(dataSource)
                .add(
                        INSERT,
                        receipts,
                        columns -> columns.uuids(one ->
                                        one.submission().delivery().receipt().value())
                                .text(one ->
                                        one.submission().delivery().source().value())
                                .times(one -> one.submission().delivery().receivedAt())
                                .text(one -> ReceiptText.write(one.outcomes())));
    }

    @Override
    public Optional<Receipt> find(ReceiptId id) {
        return jdbc
                .query(
                        "select id, source, received_at, outcomes from receipt where id = ?",
                        (row, number) -> new Receipt(
                                new ReceiptId(row.getObject("id", UUID.class)),
                                new SourceId(row.getString("source")),
                                row.getObject("received_at", OffsetDateTime.class)
                                        .withOffsetSameInstant(ZoneOffset.UTC)
                                        .toInstant(),
                                ReceiptText.read(row.getString("outcomes"))),
                        id.value())
                .stream()
                .findFirst();
    }
}
