package io.stockrelay.source;

import io.stockrelay.mapping.Mapped;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.Runs;
import io.stockrelay.stock.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Maps a delivery, hands it to the ledger and waits, for a bounded time, until it is committed. */
public final class LedgerIntake implements Intake {

    /** How long a caller waits for the commit at most; senders of webhooks give up after 15 to 30 s. */
    public static final Duration PATIENCE_DEFAULT = Duration.ofSeconds(30);

    private final SourceDirectory directory;
    private final Mappings mappings;
    private final Ledger ledger;
    private final RunGuard guard;
    private final Duration patience;

    public LedgerIntake(SourceDirectory directory, Mappings mappings, Ledger ledger, Runs runs, Duration patience) {
        this.directory = directory;
        this.mappings = mappings;
        this.ledger = ledger;
        this.guard = new RunGuard(runs, directory);
        this.patience = patience;
    }

    @Override
    public DecidedSubmission take(Delivery delivery) {
        ledger.requireRoom();
        return await(ledger.submit(prepare(delivery)));
    }

    @Override
    public DecidedSubmission takeWhenRoom(Delivery delivery) throws InterruptedException {
        return await(ledger.submitWhenRoom(prepare(delivery)));
    }

    @Override
    public DecidedSubmission resume(Delivery delivery, String canonicalJson) {
        var mapped = mappings.resume(delivery, canonicalJson);
        var runs = mapped.finals().stream()
                .map(last -> completeRun(last, mapped.failures()))
                .toList(); // a person replays it: that is the approval, so no guard
        return await(
                ledger.submit(new Submission(delivery, mapped.groups(), mapped.failures(), mapped.ignored(), runs)));
    }

    @Override
    public DecidedSubmission refuse(Delivery delivery, Failure failure) throws InterruptedException {
        return await(
                ledger.submitWhenRoom(new Submission(delivery, List.of(), List.of(failure), List.of(), List.of())));
    }

    @Override
    public Submission prepare(Delivery delivery) {
        return submission(delivery, map(delivery));
    }

    /** Rows of a file come here only as the kept rows of a dead letter. */
    private Mapped map(Delivery delivery) {
        var file = delivery.fileName() == null
                ? null
                : directory.find(delivery.source()).map(SourceSettings::file).orElse(null);
        return file == null ? mappings.map(delivery) : CsvReplay.map(mappings, delivery, file);
    }

    private Submission submission(Delivery delivery, Mapped mapped) {
        if (mapped.finals().isEmpty()) {
            return new Submission(delivery, mapped.groups(), mapped.failures(), mapped.ignored(), List.of());
        }
        var failures = new ArrayList<>(mapped.failures());
        var runs = new ArrayList<CompleteRun>();
        for (var last : mapped.finals()) {
            var run = completeRun(last, mapped.failures());
            guard.held(delivery.source(), last, run, mapped).ifPresentOrElse(failures::add, () -> runs.add(run));
        }
        return new Submission(delivery, mapped.groups(), failures, mapped.ignored(), runs);
    }

    private static CompleteRun completeRun(LevelEvent last, List<Failure> failures) {
        var header = last.header();
        String run = last.run() == null ? header.key().id() : last.run();
        return new CompleteRun(
                run, header.location(), header.at(), last.units().keySet(), failed(failures, header.location()));
    }

    /** What failed is not absent. */
    static Set<Sku> failed(List<Failure> failures, LocationId location) {
        return failures.stream()
                .filter(failure ->
                        failure.location() == null || failure.location().equals(location.value()))
                .map(failure -> Optional.ofNullable(failure.sku()))
                .flatMap(Optional::stream)
                .filter(sku -> !sku.isBlank() && sku.length() <= 64 && sku.equals(sku.strip()))
                .map(Sku::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private DecidedSubmission await(CompletableFuture<DecidedSubmission> decided) {
        try {
            return decided.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LedgerUnavailable(
                    "no commit within " + patience.toSeconds() + " s; sending the same again is safe", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("stopped while waiting for the commit; sending the same again is safe", e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        var cause = Objects.requireNonNullElse(e.getCause(), e);
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
