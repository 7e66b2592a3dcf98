package io.stockrelay.source;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StockState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps runs, their staged rows and what became of them. */
public interface FileRunStore {

    int PAGE_MAX = 500;

    /** Lines of a file that are handed to the ledger together; a chunk's number is fixed by its lines. */
    int CHUNK_LINES = 2_000;

    Optional<FileRun> find(ReceiptId id);

    /** Newest first. */
    List<FileRun> list(@Nullable SourceId source, int limit);

    /** The newest run of this very file; a refused or rejected one may be tried again and is left out. */
    Optional<FileRun> findSame(SourceId source, String fileName, String contentHash);

    /** Whether another content came under this name before. */
    boolean isNameTaken(SourceId source, String fileName, ReceiptId except);

    /** Runs that somebody approved and that are not applied, or whose result is not delivered. */
    List<FileRun> approved();

    void insert(FileRun run);

    /** Changes the run if it is in the given state; false where somebody else was faster. */
    boolean change(FileRun run, FileRun.State from);

    /** Replaces whatever was staged; nothing is visible until all of it is. Returns the number of rows. */
    long stage(ReceiptId id, RowSource rows) throws IOException;

    /**
     * Hands over all statements of each position that was stated more than once, and stores what is returned; to be asked
     * for only where {@link LocationEffect#isRepeated}.
     */
    void settleRepeats(ReceiptId id, UnaryOperator<List<RowPart>> settling);

    /** What applying the staged rows would do to each location, compared with now. */
    List<LocationEffect> effects(ReceiptId id, boolean isComplete);

    /** What the staged statements of each location have in common. */
    List<LocationScope> scopes(ReceiptId id);

    long lastLine(ReceiptId id);

    Set<Long> chunksDone(ReceiptId id);

    /** The rows of a chunk as they are to be applied. */
    List<RowPart> chunk(ReceiptId id, long chunk);

    /** Where the rows of a chunk belong, without what they say; of summed ones also which line they went into. */
    List<RowPart> places(ReceiptId id, long chunk);

    List<EventOutcome> outcomes(ReceiptId id, long chunk);

    /** How many events of all chunks ended how. */
    Map<Outcome, Long> counts(ReceiptId id);

    /** Forgets the staged rows once their result has been delivered. */
    void forgetRows(ReceiptId id);

    /** The same for all runs that ended before that time, except approved ones whose result is not delivered. */
    void forgetRowsOfEnded(Instant before);

    /** Gives rows one by one. */
    interface RowSource {
        /** Returns the number of rows read. */
        long forEach(PartSink sink) throws IOException;
    }

    /** Takes parts one by one. */
    interface PartSink {
        void take(RowPart part) throws IOException;
    }

    /**
     * @param stocked SKUs with units on hand now
     * @param zeroed how many of those would have none
     * @param unitsBefore on hand now
     * @param unitsAfter on hand then
     * @param isRepeated whether any of its positions is stated more than once
     */
    record LocationEffect(
            LocationId location, long stocked, long zeroed, long unitsBefore, long unitsAfter, boolean isRepeated) {}

    /**
     * @param asOf the earliest: what a complete run says of absent SKUs must not be newer than any of its rows
     * @param states stated by every row
     * @param failed SKUs whose row failed
     */
    record LocationScope(LocationId location, Instant asOf, Set<StockState> states, Set<Sku> failed) {}
}
