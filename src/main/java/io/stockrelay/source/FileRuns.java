package io.stockrelay.source;

import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SourceSettings.CsvFile;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.OpenOrders;
import io.stockrelay.stock.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes files: checks the whole, stages every row, holds what looks like an accident, applies the rest in chunks and
 * reports each row. A run cut off anywhere goes on when its file is seen again, and counts nothing twice.
 */
public final class FileRuns {

    public static final String DONE = "done";
    public static final String FAILED = "failed";
    public static final String HELD = "held";

    private static final Duration LEFT_OVER_AFTER = Duration.ofDays(1);

    /** A file that has arrived, complete, as a copy of our own. */
    public record Arrival(SourceId source, String route, String fileName, Path file) {}

    /**
     * What became of it.
     *
     * @param folder where the file belongs now
     * @param name the name it gets there; another one where its own is taken
     * @param report the result to be written beside it
     */
    public record Taken(FileRun run, String folder, String name, Path report) {}

    private final FileRunStore store;
    private final SourceDirectory directory;
    private final FileStaging staging;
    private final FileApplying applying;
    private final Mappings mappings;
    private final OpenOrders books;
    private final FilePlaces places;
    private final ReceiptIds ids;
    private final Clock clock;

    public FileRuns(
            FileRunStore store,
            SourceDirectory directory,
            Mappings mappings,
            Ledger ledger,
            OpenOrders books,
            ReceiptIds ids,
            Clock clock) {
        this.store = store;
        this.directory = directory;
        this.staging = new FileStaging(mappings);
        this.applying = new FileApplying(store, ledger);
        this.places = new FilePlaces(store);
        this.mappings = mappings;
        this.books = books;
        this.ids = ids;
        this.clock = clock;
    }

    /** Runs to the end: returns when every row has its outcome, or the file is refused or held. */
    public Taken take(Arrival arrival, Path workFolder) throws IOException, InterruptedException {
        var settings = settings(arrival.source());
        var checked = FileCheck.check(arrival.file(), settings);
        var same = store.findSame(arrival.source(), arrival.fileName(), checked.contentHash());
        if (same.isPresent()) {
            return places.of(again(same.get(), checked, arrival, settings), workFolder);
        }
        var run = begun(arrival, checked);
        store.insert(run);
        if (checked.problem() != null) {
            return places.of(refused(run, checked.problem()), workFolder);
        }
        return places.of(staged(run, arrival.file(), settings), workFolder);
    }

    /** To be called when the result is where it belongs, and before the file is moved beside it. */
    public void delivered(Taken taken) {
        var run = taken.run();
        store.change(run.movedTo(taken.folder() + "/" + taken.name()), run.state());
    }

    /** To be called when the file has been moved, too: what was staged is no longer needed. */
    public void moved(Taken taken) {
        if (taken.run().state() != FileRun.State.HELD) {
            store.forgetRows(taken.run().id());
        }
        // Those of runs that were cut off between the move and this.
        store.forgetRowsOfEnded(clock.instant().minus(LEFT_OVER_AFTER));
    }

    public Optional<FileRun> find(ReceiptId id) {
        return store.find(id);
    }

    /** Newest first; of all sources where none is given. */
    public List<FileRun> list(@Nullable SourceId source, int limit) {
        return store.list(source, Math.min(limit, FileRunStore.PAGE_MAX));
    }

    /** A person says the held run is right; empty where it is not held. It is applied by {@link #goOn}. */
    public Optional<FileRun> approve(ReceiptId id, String actor) {
        return store.find(id)
                .map(run -> run.inState(FileRun.State.APPLYING, run.problem()).decidedBy(actor))
                .filter(run -> store.change(run, FileRun.State.HELD));
    }

    /** A person says the held run is wrong; empty where it is not held. */
    public Optional<FileRun> reject(ReceiptId id, String actor, String reason) {
        return store.find(id)
                .map(run -> run.inState(FileRun.State.REJECTED, "rejected: " + reason)
                        .decidedBy(actor)
                        .finished(FileRun.State.REJECTED, Map.of(), clock.instant()))
                .filter(run -> store.change(run, FileRun.State.HELD));
    }

    /** Approved runs that are not through: their files are out of the folder, so nothing else brings them back. */
    public List<FileRun> approved() {
        return store.approved();
    }

    /** Applies an approved run from what was staged; the result belongs beside the held file. */
    public Taken goOn(FileRun run, Path workFolder) throws IOException, InterruptedException {
        var applied = run.state() == FileRun.State.DONE ? run : applied(run, settings(run.source()));
        return places.of(applied, workFolder);
    }

    private FileRun again(FileRun same, FileCheck.Checked checked, Arrival arrival, CsvFile settings)
            throws IOException, InterruptedException {
        return switch (same.state()) {
            case STAGING ->
                checked.problem() == null
                        ? staged(same, arrival.file(), settings)
                        : refused(same, checked.problem()); // cut off before it was said
            case APPLYING -> applied(same, settings);
            case HELD, REFUSED, REJECTED -> same;
            case DONE -> isMoved(same) ? repeated(same, arrival) : same;
        };
    }

    /** Its rows are forgotten when its file has been moved: until then this is the very file, cut off at its end. */
    private boolean isMoved(FileRun run) {
        return run.folder() != null && store.lastLine(run.id()) == 0;
    }

    private FileRun repeated(FileRun same, Arrival arrival) {
        var now = clock.instant();
        var run = new FileRun(
                ids.next(),
                same.source(),
                arrival.route(),
                same.fileName(),
                same.contentHash(),
                same.bytes(),
                same.header(),
                FileRun.State.DONE,
                null,
                "the very same file came before: run " + same.id() + " of " + same.startedAt()
                        + "; every row is a duplicate, nothing was changed",
                same.rows(),
                Map.of(Outcome.DUPLICATE, same.rows()),
                null,
                now,
                now);
        store.insert(run);
        return run;
    }

    private FileRun staged(FileRun run, Path file, CsvFile settings) throws IOException, InterruptedException {
        var source = directory.find(run.source()).orElseThrow(() -> new UnknownSource(run.source()));
        var delivery = delivery(run);
        if (settings.orderBook()) {
            return listed(run, OrderListFile.read(mappings, file, settings, delivery), settings);
        }
        long rows = store.stage(run.id(), sink -> staging.stage(file, settings, delivery, sink));
        var effects = store.effects(run.id(), settings.complete());
        if (effects.stream().anyMatch(FileRunStore.LocationEffect::isRepeated)) {
            store.settleRepeats(run.id(), parts -> RepeatedRows.settled(parts, run.source(), source.sumRows()));
            effects = store.effects(run.id(), settings.complete());
        }
        return guarded(run.withRows(rows), FileGuard.problem(effects, directory.guards()), settings);
    }

    private FileRun guarded(FileRun run, Optional<String> problem, CsvFile settings) throws InterruptedException {
        if (problem.isPresent()) {
            return changed(
                    run.inState(
                            FileRun.State.HELD,
                            problem.get() + ". Nothing is applied until somebody approves run " + run.id()),
                    FileRun.State.STAGING);
        }
        return applied(changed(run.inState(FileRun.State.APPLYING, null), FileRun.State.STAGING), settings);
    }

    /** Lists of open orders are staged as they will be applied, each in one piece. */
    private FileRun listed(FileRun run, OrderListFile.Read read, CsvFile settings)
            throws IOException, InterruptedException {
        var counted = run.withRows(read.rows());
        if (read.problem() != null) {
            return refused(counted, read.problem());
        }
        store.stage(run.id(), sink -> {
            for (var part : read.parts()) {
                sink.take(part);
            }
            return read.rows();
        });
        return guarded(counted, FileGuard.problem(run.source(), read.groups(), books, directory.guards()), settings);
    }

    private FileRun applied(FileRun run, CsvFile settings) throws InterruptedException {
        applying.apply(run, delivery(run), run.header(), settings);
        return changed(
                run.finished(FileRun.State.DONE, store.counts(run.id()), clock.instant()), FileRun.State.APPLYING);
    }

    private FileRun refused(FileRun run, String problem) {
        return changed(
                run.inState(FileRun.State.REFUSED, problem + "; nothing of it was applied")
                        .finished(FileRun.State.REFUSED, Map.of(), clock.instant()),
                FileRun.State.STAGING);
    }

    private FileRun changed(FileRun run, FileRun.State from) {
        if (!store.change(run, from)) {
            throw new IllegalStateException("run " + run.id() + " is worked on by somebody else");
        }
        return run;
    }

    private FileRun begun(Arrival arrival, FileCheck.Checked checked) {
        return new FileRun(
                ids.next(),
                arrival.source(),
                arrival.route(),
                arrival.fileName(),
                checked.contentHash(),
                checked.bytes(),
                checked.header().startsWith("\uFEFF") ? checked.header().substring(1) : checked.header(),
                FileRun.State.STAGING,
                null,
                null,
                0,
                Map.of(),
                null,
                clock.instant(),
                null);
    }

    private Delivery delivery(FileRun run) {
        return new Delivery(
                run.id(),
                run.source(),
                run.route(),
                run.startedAt(),
                "text/csv",
                Map.of(),
                run.fileName(),
                new byte[0]);
    }

    private CsvFile settings(SourceId source) {
        return directory
                .find(source)
                .map(SourceSettings::file)
                .orElseThrow(() -> new IllegalStateException(
                        "source '" + source + "' sends no files: config/stockrelay.yaml has no file settings for it"));
    }
}
