package io.stockrelay.source;

import io.stockrelay.shared.Delivery;
import io.stockrelay.source.SourceSettings.CsvFile;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.Submission;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands a run's chunks to the ledger, a few at a time; those already there are left out. */
final class FileApplying {

    private static final int IN_FLIGHT_MAX = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FileRunStore store;
    private final Ledger ledger;

    FileApplying(FileRunStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    void apply(FileRun run, Delivery delivery, String headerRaw, CsvFile settings) throws InterruptedException {
        var done = store.chunksDone(run.id());
        long last = store.lastLine(run.id()) / FileRunStore.CHUNK_LINES;
        Deque<CompletableFuture<DecidedSubmission>> inFlight = new ArrayDeque<>();
        for (long chunk = 0; chunk <= last; chunk++) {
            if (done.contains(chunk)) {
                continue;
            }
            var parts = store.chunk(run.id(), chunk);
            if (parts.isEmpty()) {
                continue;
            }
            if (inFlight.size() == IN_FLIGHT_MAX) {
                await(inFlight.remove());
            }
            inFlight.add(ledger.submitWhenRoom(submission(run, delivery, headerRaw, settings, parts)));
        }
        while (!inFlight.isEmpty()) {
            await(inFlight.remove());
        }
        if (settings.complete()) {
            complete(run, delivery);
        }
    }

    private static Submission submission(
            FileRun run, Delivery delivery, String headerRaw, CsvFile settings, List<RowPart> parts) {
        var failed = ofKind(parts, RowPart.Kind.FAILURE);
        var groups = ofKind(parts, RowPart.Kind.EVENT).stream()
                .map(part -> StagedRow.group(part, run.source()))
                .map(group -> inRun(group, run))
                .toList();
        return new Submission(
                CsvReplay.delivery(delivery, headerRaw, failed, settings),
                groups,
                failed.stream().map(StagedRow::failure).toList(),
                ofKind(parts, RowPart.Kind.IGNORED).stream()
                        .map(StagedRow::ignored)
                        .toList(),
                List.of());
    }

    /** Safe to repeat, so it needs no mark of its own: a restart just says it again. */
    private void complete(FileRun run, Delivery delivery) throws InterruptedException {
        for (var scope : store.scopes(run.id())) {
            var complete =
                    new CompleteRun(runName(run), scope.location(), scope.asOf(), scope.states(), scope.failed());
            await(ledger.submitWhenRoom(new Submission(delivery, List.of(), List.of(), List.of(), List.of(complete))));
        }
    }

    private static EventGroup inRun(EventGroup group, FileRun run) {
        if (group.events().size() != 1 || !(group.events().get(0) instanceof LevelEvent level) || level.run() != null) {
            return group;
        }
        return new EventGroup(
                List.of(new LevelEvent(level.header(), level.units(), runName(run))),
                group.canonicalJson(),
                group.line());
    }

    /** By content: the same file under another name is the same statement about the same SKUs. */
    private static String runName(FileRun run) {
        return run.contentHash().substring(0, 32);
    }

    private static List<RowPart> ofKind(List<RowPart> parts, RowPart.Kind kind) {
        return parts.stream().filter(part -> part.kind() == kind).toList();
    }

    private static void await(CompletableFuture<DecidedSubmission> decided) throws InterruptedException {
        try {
            decided.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new LedgerUnavailable("no commit within " + PATIENCE.toSeconds() + " s; the run goes on later", e);
        }
    }
}
