package io.stockrelay.source.jdbc;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.FileRun;
import io.stockrelay.source.FileRunStore;
import io.stockrelay.source.ReceiptText;
import io.stockrelay.source.RowPart;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs and their rows; a chunk's outcomes are written in the ledger's own transaction. */
final class FileRunRows implements FileRunStore, LedgerCompanion {

    private final JdbcTemplate jdbc;
    private final StagedRows staged;
    private final RunEffects effects;

    FileRunRows(DataSource dataSource, TransactionTemplate transactions) {
        jdbc = new JdbcTemplate(dataSource);
        staged = new StagedRows(dataSource, transactions);
        effects = new RunEffects(jdbc, transactions);
    }

    @Override
    public void write(DecidedBatch batch) {
        for (var decided : batch.submissions()) {
            var delivery = decided.submission().delivery();
            var outcomes = decided.outcomes();
            if (delivery.fileName() != null && !outcomes.isEmpty()) {
                long line =
                        outcomes.stream().mapToLong(EventOutcome::line).min().orElse(0);
                // A replayed row of a chunk long done changes nothing here.
                jdbc.update(
                        "insert into run_chunk (run_id, chunk, outcomes) values (?, ?, ?) on conflict do nothing",
                        delivery.receipt().value(),
                        line / CHUNK_LINES,
                        ReceiptText.write(outcomes));
            }
        }
    }

    @Override
    public Optional<FileRun> find(ReceiptId id) {
        return jdbc.query("select * from file_run where id = ?", FileRunText::run, id.value()).stream()
                .findFirst();
    }

    @Override
    public List<FileRun> list(@Nullable SourceId source, int limit) {
        return jdbc.query(
                "select * from file_run where ?::text is null or source = ? order by started_at desc, id desc limit ?",
                FileRunText::run,
                source == null ? null : source.value(),
                source == null ? null : source.value(),
                Math.min(limit, PAGE_MAX));
    }

    @Override
    public Optional<FileRun> findSame(SourceId source, String fileName, String contentHash) {
        return jdbc
                .query(
                        "select * from file_run where source = ? and file_name = ? and content_hash = ?"
                                + " and state not in ('REFUSED', 'REJECTED') order by started_at desc, id desc limit 1",
                        FileRunText::run,
                        source.value(),
                        fileName,
                        contentHash)
                .stream()
                .findFirst();
    }

    @Override
    public boolean isNameTaken(SourceId source, String fileName, ReceiptId except) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from file_run where source = ? and file_name = ? and id <> ?)",
                Boolean.class,
                source.value(),
                fileName,
                except.value()));
    }

    @Override
    public List<FileRun> approved() {
        return jdbc.query(
                "select * from file_run r where decided_by is not null and (state = 'APPLYING' or state = 'DONE'"
                        + " and exists (select 1 from run_row where run_id = r.id)) order by started_at limit "
                        + PAGE_MAX,
                FileRunText::run);
    }

    @Override
    public void insert(FileRun run) {
        jdbc.update(
                "insert into file_run (id, source, route, file_name, content_hash, bytes, header, state, folder,"
                        + " problem, rows, counts, decided_by, started_at, finished_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id().value(),
                run.source().value(),
                run.route(),
                run.fileName(),
                run.contentHash(),
                run.bytes(),
                FileRunText.plain(run.header()),
                run.state().name(),
                run.folder(),
                run.problem(),
                run.rows(),
                FileRunText.counts(run.counts()),
                run.decidedBy(),
                FileRunText.utc(run.startedAt()),
                FileRunText.utc(run.finishedAt()));
    }

    @Override
    public boolean change(FileRun run, FileRun.State from) {
        return jdbc.update(
                        "update file_run set state = ?, folder = ?, problem = ?, rows = ?, counts = ?, decided_by = ?,"
                                + " finished_at = ? where id = ? and state = ?",
                        run.state().name(),
                        run.folder(),
                        run.problem() == null ? null : FileRunText.plain(run.problem()),
                        run.rows(),
                        FileRunText.counts(run.counts()),
                        run.decidedBy(),
                        FileRunText.utc(run.finishedAt()),
                        run.id().value(),
                        from.name())
                == 1;
    }

    @Override
    public long stage(ReceiptId id, RowSource rows) throws IOException {
        return staged.replace(id, rows);
    }

    @Override
    public void settleRepeats(ReceiptId id, UnaryOperator<List<RowPart>> settling) {
        staged.settleRepeats(id, settling);
    }

    @Override
    public List<LocationEffect> effects(ReceiptId id, boolean isComplete) {
        return effects.of(id, isComplete);
    }

    @Override
    public List<LocationScope> scopes(ReceiptId id) {
        return effects.scopes(id);
    }

    @Override
    public long lastLine(ReceiptId id) {
        var last = jdbc.queryForObject("select max(line) from run_row where run_id = ?", Long.class, id.value());
        return last == null ? 0 : last;
    }

    @Override
    public Set<Long> chunksDone(ReceiptId id) {
        return new HashSet<>(jdbc.queryForList("select chunk from run_chunk where run_id = ?", Long.class, id.value()));
    }

    @Override
    public List<RowPart> chunk(ReceiptId id, long chunk) {
        return staged.lines(id, chunk * CHUNK_LINES, (chunk + 1) * CHUNK_LINES);
    }

    @Override
    public List<RowPart> places(ReceiptId id, long chunk) {
        return staged.places(id, chunk * CHUNK_LINES, (chunk + 1) * CHUNK_LINES);
    }

    @Override
    public Map<Outcome, Long> counts(ReceiptId id) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        for (long chunk : chunksDone(id)) {
            texts(id, chunk).forEach(text -> ReceiptText.count(text, counts));
        }
        return counts;
    }

    @Override
    public List<EventOutcome> outcomes(ReceiptId id, long chunk) {
        return texts(id, chunk).stream()
                .flatMap(text -> ReceiptText.read(text).stream())
                .toList();
    }

    private List<String> texts(ReceiptId id, long chunk) {
        return jdbc.queryForList(
                "select outcomes from run_chunk where run_id = ? and chunk = ?", String.class, id.value(), chunk);
    }

    @Override
    public void forgetRows(ReceiptId id) {
        jdbc.update("delete from run_row where run_id = ?", id.value());
    }

    @Override
    public void forgetRowsOfEnded(Instant before) {
        jdbc.update(
                "delete from run_row where run_id in (select id from file_run where finished_at < ?"
                        + " and (state in ('REFUSED', 'REJECTED') or state = 'DONE' and decided_by is null))",
                FileRunText.utc(before));
    }
}
