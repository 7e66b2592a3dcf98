package io.stockrelay.source.jdbc;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Receipt;
import io.stockrelay.source.ReceiptText;
import io.stockrelay.source.Receipts;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.LedgerCompanion;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores a batch's receipts with one statement inside the ledger's transaction. */
final class ReceiptRows implements Receipts, LedgerCompanion {

    // Arrays of text and casts: the driver writes text arrays fastest.
    private static final String INSERT = "insert into receipt(id, source, received_at, outcomes)"
            + " select * from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[]) on conflict (id) do nothing";

    private final JdbcTemplate jdbc;

    ReceiptRows(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public void write(DecidedBatch batch) {
        // Rows of files are reported by their run: one receipt would otherwise grow to a million lines.
        var receipts = batch.submissions().stream()
                .filter(decided -> decided.submission().delivery().fileName() == null)
                .toList();
        if (!receipts.isEmpty()) {
            jdbc.update(INSERT, statement -> fill(statement, receipts));
        }
    }

    private static void fill(PreparedStatement statement, List<DecidedSubmission> receipts) throws SQLException {
        int size = receipts.size();
        var ids = new String[size];
        var sources = new String[size];
        var times = new String[size];
        var outcomes = new String[size];
        for (int i = 0; i < size; i++) {
            var delivery = receipts.get(i).submission().delivery();
            ids[i] = delivery.receipt().toString();
            sources[i] = delivery.source().value();
            times[i] = delivery.receivedAt().toString();
            outcomes[i] = ReceiptText.write(receipts.get(i).outcomes());
        }
        var connection = statement.getConnection();
        statement.setArray(1, connection.createArrayOf("text", ids));
        statement.setArray(2, connection.createArrayOf("text", sources));
        statement.setArray(3, connection.createArrayOf("text", times));
        statement.setArray(4, connection.createArrayOf("text", outcomes));
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
