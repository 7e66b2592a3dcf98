package io.stockrelay.http;

import io.stockrelay.deadletter.Samples;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.FileRun;
import io.stockrelay.source.FileRunStore;
import io.stockrelay.source.RowPart;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps one run of source wms that waits for a decision; no rows. */
final class OneHeldRun implements FileRunStore {

    static final UUID ID = new UUID(0, 7);

    private FileRun run = held();

    /** As if nobody had decided yet. */
    synchronized void reset() {
        run = held();
    }

    private static FileRun held() {
        return new FileRun(
                new ReceiptId(ID),
                new SourceId("wms"),
                "file-wms",
                "stock.csv",
                "hash",
                10,
                "a;b",
                FileRun.State.HELD,
                null,
                "would zero 80 percent",
                1,
                Map.of(),
                null,
                Samples.NOON,
                null);
    }

    @Override
    public synchronized Optional<FileRun> find(ReceiptId id) {
        return Optional.of(run).filter(one -> one.id().equals(id));
    }

    @Override
    public synchronized List<FileRun> list(@Nullable SourceId source, int limit) {
        return run.source().equals(source) ? List.of(run) : List.of();
    }

    @Override
    public synchronized boolean change(FileRun changed, FileRun.State from) {
        boolean isChanged = run.state() == from;
        run = isChanged ? changed : run;
        return isChanged;
    }

    @Override
    public Optional<FileRun> findSame(SourceId source, String fileName, String contentHash) {
        throw notAsked();
    }

    @Override
    public boolean isNameTaken(SourceId source, String fileName, ReceiptId except) {
        throw notAsked();
    }

    @Override
    public List<FileRun> approved() {
        throw notAsked();
    }

    @Override
    public void insert(FileRun inserted) {
        throw notAsked();
    }

    @Override
    public long stage(ReceiptId id, RowSource rows) {
        throw notAsked();
    }

    @Override
    public void settleRepeats(ReceiptId id, UnaryOperator<List<RowPart>> settling) {
        throw notAsked();
    }

    @Override
    public List<LocationEffect> effects(ReceiptId id, boolean isComplete) {
        throw notAsked();
    }

    @Override
    public List<LocationScope> scopes(ReceiptId id) {
        throw notAsked();
    }

    @Override
    public long lastLine(ReceiptId id) {
        throw notAsked();
    }

    @Override
    public Set<Long> chunksDone(ReceiptId id) {
        throw notAsked();
    }

    @Override
    public List<RowPart> chunk(ReceiptId id, long chunk) {
        throw notAsked();
    }

    @Override
    public List<RowPart> places(ReceiptId id, long chunk) {
        return chunk(id, chunk);
    }

    @Override
    public Map<Outcome, Long> counts(ReceiptId id) {
        return Map.of();
    }

    @Override
    public List<EventOutcome> outcomes(ReceiptId id, long chunk) {
        throw notAsked();
    }

    @Override
    public void forgetRows(ReceiptId id) {
        throw notAsked();
    }

    @Override
    public void forgetRowsOfEnded(Instant before) {
        throw notAsked();
    }

    private static IllegalStateException notAsked() {
        return new IllegalStateException("deciding about a run does not ask for this");
    }
}
