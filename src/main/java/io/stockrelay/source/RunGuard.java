package io.stockrelay.source;

import io.stockrelay.mapping.Mapped;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.Runs;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the end of a run of messages that looks like an accident: it becomes a dead letter, and replaying that is the
 * approval.
 */
final class RunGuard {

    private final Runs runs;
    private final SourceDirectory directory;

    RunGuard(Runs runs, SourceDirectory directory) {
        this.runs = runs;
        this.directory = directory;
    }

    /** Why the run is held; empty where it may be completed. */
    Optional<Failure> held(SourceId source, LevelEvent last, CompleteRun run, Mapped mapped) {
        var present = new HashSet<>(run.exempt());
        present.addAll(named(mapped, run));
        var preview = runs.preview(
                source, new CompleteRun(run.run(), run.location(), run.asOf(), run.states(), Set.copyOf(present)));
        int allowed = directory.guards().zeroedSharePercent();
        if (preview.zeroedPercent() <= allowed) {
            return Optional.empty();
        }
        var header = last.header();
        return Optional.of(new Failure(
                Step.LEDGER,
                CauseClass.VALIDATION,
                "completing run " + run.run() + " would bring " + preview.zeroed() + " of the " + preview.stocked()
                        + " SKUs in stock at " + run.location() + " to zero, " + preview.unitsZeroed() + " of "
                        + preview.unitsBefore() + " units (allowed: " + allowed
                        + " % of the SKUs). Its rows are applied, its end is held: replay this to approve, discard it"
                        + " to reject",
                null,
                header.key().id(),
                null,
                run.location().value(),
                0,
                json(last, mapped)));
    }

    private static Set<Sku> named(Mapped mapped, CompleteRun run) {
        var skus = new HashSet<Sku>();
        for (var group : mapped.groups()) {
            for (var event : group.events()) {
                if (event instanceof LevelEvent && event.header().location().equals(run.location())) {
                    skus.add(event.header().sku());
                }
            }
        }
        return skus;
    }

    private static String json(LevelEvent last, Mapped mapped) {
        return mapped.groups().stream()
                .filter(group -> group.events().stream()
                        .anyMatch(event ->
                                event.header().key().equals(last.header().key())))
                .map(EventGroup::canonicalJson)
                .findFirst()
                .orElse("[]");
    }
}
