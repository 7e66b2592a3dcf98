package io.stockrelay.source;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file and how far it is.
 *
 * @param header its first line, as it came
 * @param folder where the file is moved to; null until known
 * @param problem why it was refused, held or failed; null where nothing is wrong
 * @param rows rows found, the header not counted
 * @param counts events by outcome, once finished
 * @param decidedBy who approved or rejected it; null where nobody had to
 */
public record FileRun(
        ReceiptId id,
        SourceId source,
        String route,
        String fileName,
        String contentHash,
        long bytes,
        String header,
        State state,
        @Nullable String folder,
        @Nullable String problem,
        long rows,
        Map<Outcome, Long> counts,
        @Nullable String decidedBy,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    FileRun inState(State next, @Nullable String why) {
        return new FileRun(
                id,
                source,
                route,
                fileName,
                contentHash,
                bytes,
                header,
                next,
                folder,
                why,
                rows,
                counts,
                decidedBy,
                startedAt,
                finishedAt);
    }

    FileRun withRows(long found) {
        return new FileRun(
                id,
                source,
                route,
                fileName,
                contentHash,
                bytes,
                header,
                state,
                folder,
                problem,
                found,
                counts,
                decidedBy,
                startedAt,
                finishedAt);
    }

    FileRun finished(State end, Map<Outcome, Long> counted, Instant at) {
        return new FileRun(
                id,
                source,
                route,
                fileName,
                contentHash,
                bytes,
                header,
                end,
                folder,
                problem,
                rows,
                counted,
                decidedBy,
                startedAt,
                at);
    }

    FileRun decidedBy(String actor) {
        return new FileRun(
                id,
                source,
                route,
                fileName,
                contentHash,
                bytes,
                header,
                state,
                folder,
                problem,
                rows,
                counts,
                actor,
                startedAt,
                finishedAt);
    }

    FileRun movedTo(String target) {
        return new FileRun(
                id,
                source,
                route,
                fileName,
                contentHash,
                bytes,
                header,
                state,
                target,
                problem,
                rows,
                counts,
                decidedBy,
                startedAt,
                finishedAt);
    }

    /** How far a run is. */
    public enum State {
        /** Being read; starts over after a crash. */
        STAGING,
        /** Being applied; goes on after a crash. */
        APPLYING,
        /** Waits for a person, nothing is applied. */
        HELD,
        /** Every row has its outcome. */
        DONE,
        /** Something is wrong with the whole file; nothing is applied. */
        REFUSED,
        /** A person said no; nothing is applied. */
        REJECTED
    }

    public boolean isUnfinished() {
        return state == State.STAGING || state == State.APPLYING;
    }
}
