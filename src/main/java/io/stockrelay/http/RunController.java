package io.stockrelay.http;

import io.stockrelay.source.FileRun;
import io.stockrelay.source.FileRunStore;
import io.stockrelay.source.FileRuns;
import io.stockrelay.stock.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of a source: what became of each, and the decision about those that are held. */
@RestController
@RequestMapping("/api/v1/sources/{source}/runs")
@Tag(name = "Sources")
class RunController {

    private final FileRuns runs;

    RunController(FileRuns runs) {
        this.runs = runs;
    }

    /** One file and how far it is. */
    record Told(
            UUID id,
            String source,
            String fileName,
            String state,
            long bytes,
            long rows,
            Map<String, Long> outcomes,
            @Nullable String problem,
            @Nullable String folder,
            @Nullable String decidedBy,
            Instant startedAt,
            @Nullable Instant finishedAt) {

        static Told of(FileRun run) {
            var outcomes = new TreeMap<String, Long>();
            for (Map.Entry<Outcome, Long> count : run.counts().entrySet()) {
                outcomes.put(count.getKey().code(), count.getValue());
            }
            return new Told(
                    run.id().value(),
                    run.source().value(),
                    run.fileName(),
                    run.state().name(),
                    run.bytes(),
                    run.rows(),
                    outcomes,
                    run.problem(),
                    run.folder(),
                    run.decidedBy(),
                    run.startedAt(),
                    run.finishedAt());
        }
    }

    @GetMapping
    @Operation(summary = "Its files, the newest first")
    List<Told> list(@PathVariable String source, @RequestParam(defaultValue = "50") int limit) {
        Parameters.limit(limit, FileRunStore.PAGE_MAX);
        return runs.list(Parameters.source(source), limit).stream()
                .map(Told::of)
                .toList();
    }

    @GetMapping("/{run}")
    @Operation(summary = "What became of one file")
    Told show(@PathVariable String source, @PathVariable String run) {
        return Told.of(find(source, run));
    }

    @PostMapping("/{run}/approve")
    @Operation(summary = "A held file is right: apply it")
    Told approve(@PathVariable String source, @PathVariable String run, Principal caller) {
        FileRun held = find(source, run);
        return Told.of(runs.approve(held.id(), caller.getName()).orElseThrow(() -> notHeld(source, run)));
    }

    @PostMapping("/{run}/reject")
    @Operation(summary = "A held file is wrong: nothing of it is applied")
    Told reject(
            @PathVariable String source,
            @PathVariable String run,
            @RequestBody DeadLetterRequests.Reason body,
            Principal caller) {
        String reason = Parameters.text("reason", body.reason(), DeadLetterController.REASON_MAX);
        FileRun held = find(source, run);
        return Told.of(runs.reject(held.id(), caller.getName(), reason).orElseThrow(() -> notHeld(source, run)));
    }

    private FileRun find(String source, String run) {
        return runs.find(Parameters.receipt(run))
                .filter(found -> found.source().equals(Parameters.source(source)))
                .orElseThrow(() -> ApiProblem.notFound("run of source " + ApiProblem.shown(source), run));
    }

    private ApiProblem notHeld(String source, String run) {
        return ApiProblem.of(
                ProblemKind.NOT_POSSIBLE_NOW,
                "run " + run + " is " + find(source, run).state() + ", not HELD: there is nothing to decide");
    }
}
