package io.stockrelay.source.jdbc;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.source.FileRunStore.RowSource;
import io.stockrelay.source.RowPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Staged rows: in by COPY, out by pages of lines. */
final class StagedRows {

    private static final String COLUMNS = "line, part, kind, sku, location, lot, at, states, stated, delta, payload";
    private static final String COPY = "copy run_row (run_id, " + COLUMNS + ") from stdin";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FETCH_ROWS = 2_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    StagedRows(DataSource dataSource, TransactionTemplate transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = transactions;
    }

    long replace(ReceiptId id, RowSource rows) throws IOException {
        try {
            return Objects.requireNonNull(transactions.execute(status -> {
                jdbc.update("delete from run_row where run_id = ?", id.value());
                var count = jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, id, rows));
                jdbc.execute("analyze run_row"); // or the next statements are planned for the empty table it was
                return count;
            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Long copy(Connection connection, ReceiptId id, RowSource rows) throws SQLException {
        var postgres = connection.unwrap(PGConnection.class);
        try (var out = new PGCopyOutputStream(postgres, COPY, BUFFER_BYTES)) {
            var text = new CopyText(out);
            String run = id.toString();
            long count = rows.forEach(part -> write(text, run, part));
            text.flush();
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(CopyText text, String run, RowPart part) throws IOException {
        text.field(run).field(part.line()).field(part.part()).field(letter(part.kind()));
        text.field(part.sku()).field(part.location()).field(part.lot()).field(part.at());
        text.field(part.states()).field(part.stated()).field(part.delta());
        text.field(part.payload()).end();
    }

    /** What is needed to apply the rows: what they say is in the payload. */
    List<RowPart> lines(ReceiptId id, long from, long until) {
        return lines(id, from, until, "payload");
    }

    /** What is needed to report the rows: of summed ones also where they went. */
    List<RowPart> places(ReceiptId id, long from, long until) {
        return lines(id, from, until, "case when kind = 'S' then payload else '' end");
    }

    private List<RowPart> lines(ReceiptId id, long from, long until, String payload) {
        return jdbc.query(
                "select line, part, kind, sku, location, " + payload
                        + " from run_row where run_id = ? and line >= ? and line < ? order by line, part",
                (row, number) -> new RowPart(
                        row.getLong(1),
                        row.getInt(2),
                        kind(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        null,
                        null,
                        null,
                        null,
                        null,
                        row.getString(6)),
                id.value(),
                from,
                until);
    }

    /** One position's rows at a time; what changes is written in pages. */
    void settleRepeats(ReceiptId id, UnaryOperator<List<RowPart>> settling) {
        transactions.executeWithoutResult(status -> {
            var settled = new ArrayList<RowPart>();
            var same = new ArrayList<RowPart>();
            jdbc.query(connection -> repeats(connection, id), row -> {
                var part = part(row);
                if (!same.isEmpty() && !part.isOfSame(same.get(0))) {
                    settled.addAll(settling.apply(List.copyOf(same)));
                    same.clear();
                }
                same.add(part);
            });
            if (!same.isEmpty()) {
                settled.addAll(settling.apply(List.copyOf(same)));
            }
            flush(id, settled, 1);
        });
    }

    private void flush(ReceiptId id, List<RowPart> settled, int sizeMin) {
        if (settled.size() >= sizeMin) {
            update(id, settled);
            settled.clear();
        }
    }

    private static PreparedStatement repeats(Connection connection, ReceiptId id) throws SQLException {
        var statement = connection.prepareStatement("select " + COLUMNS + " from run_row r"
                + " where run_id = ? and kind = 'E' and at is not null and exists (select 1 from run_row o"
                + " where o.run_id = r.run_id and o.kind = 'E' and o.at is not null and o.sku = r.sku"
                + " and o.location = r.location and o.lot is not distinct from r.lot and (o.line, o.part) <> (r.line, r.part))"
                + " order by sku, location, lot, line, part");
        statement.setFetchSize(FETCH_ROWS);
        statement.setObject(1, id.value());
        return statement;
    }

    private void update(ReceiptId id, List<RowPart> settled) {
        jdbc.batchUpdate(
                "update run_row set kind = ?, at = ?, states = ?, stated = ?, delta = ?, payload = ?"
                        + " where run_id = ? and line = ? and part = ?",
                settled,
                FETCH_ROWS,
                (statement, part) -> {
                    statement.setString(1, letter(part.kind()));
                    statement.setObject(2, FileRunText.utc(part.at()));
                    statement.setObject(3, part.states());
                    statement.setObject(4, part.stated());
                    statement.setObject(5, part.delta());
                    statement.setString(6, part.payload());
                    statement.setObject(7, id.value());
                    statement.setLong(8, part.line());
                    statement.setInt(9, part.part());
                });
    }

    private static RowPart part(ResultSet row) throws SQLException {
        return new RowPart(
                row.getLong("line"),
                row.getInt("part"),
                kind(row.getString("kind")),
                row.getString("sku"),
                row.getString("location"),
                row.getString("lot"),
                FileRunText.instant(row, "at"),
                row.getObject("states", Integer.class),
                row.getObject("stated", Long.class),
                row.getObject("delta", Long.class),
                row.getString("payload"));
    }

    private static String letter(RowPart.Kind kind) {
        return switch (kind) {
            case EVENT -> "E";
            case FAILURE -> "F";
            case IGNORED -> "I";
            case SUMMED -> "S";
        };
    }

    private static RowPart.Kind kind(String letter) {
        return switch (letter) {
            case "E" -> RowPart.Kind.EVENT;
            case "F" -> RowPart.Kind.FAILURE;
            case "I" -> RowPart.Kind.IGNORED;
            default -> RowPart.Kind.SUMMED;
        };
    }
}
