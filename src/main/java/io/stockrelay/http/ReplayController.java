package io.stockrelay.http;

import io.stockrelay.deadletter.ReplayRun;
import io.stockrelay.deadletter.ReplayRunStore;
import io.stockrelay.deadletter.ReplayRuns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Replays of many dead letters: start, watch, cancel. */
@RestController
@RequestMapping("/api/v1/dead-letters/replays")
@Tag(name = "Dead letters")
class ReplayController {

    private static final int LATEST_MAX = 100;
    private static final int WAITING_RETRY_SECONDS = 10;

    private final ReplayRuns runs;
    private final ReplayRunStore store;
    private final Clock clock;

    ReplayController(ReplayRuns runs, ReplayRunStore store, Clock clock) {
        this.runs = runs;
        this.store = store;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Replay several, one after the other; what fails from now on is not part of it")
    ResponseEntity<DeadLetterAnswers.Run> start(@RequestBody DeadLetterRequests.Chosen body, Principal caller) {
        var id = UUID.randomUUID();
        Optional<ReplayRun> started;
        if (body.isById()) {
            var ids = Parameters.atMost("ids", Objects.requireNonNull(body.ids()), ReplayRuns.ITEMS_MAX);
            started = runs.start(id, ids, ids.size() + " by number", caller.getName());
        } else {
            var filter = Objects.requireNonNull(body.filter()).in(null);
            started = runs.start(id, filter, caller.getName());
        }
        var run = started.orElseThrow(() -> ApiProblem.later(
                ProblemKind.TOO_BUSY,
                ReplayRuns.WAITING_MAX + " replays are waiting already; this one was not started",
                WAITING_RETRY_SECONDS));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/dead-letters/replays/" + id))
                .body(told(run));
    }

    @GetMapping
    @Operation(summary = "The latest replays of many")
    List<DeadLetterAnswers.Run> latest(@RequestParam(defaultValue = "20") int limit) {
        return store.latest(Parameters.limit(limit, LATEST_MAX)).stream()
                .map(this::told)
                .toList();
    }

    @GetMapping("/{run}")
    @Operation(summary = "How far a replay is")
    DeadLetterAnswers.Run show(@PathVariable UUID run) {
        return told(find(run));
    }

    @PostMapping("/{run}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Stop a replay after the item it is at; the rest stays open")
    ResponseEntity<DeadLetterAnswers.Run> cancel(@PathVariable UUID run) {
        find(run);
        if (!store.askCancel(run)) {
            throw ApiProblem.of(
                    ProblemKind.NOT_POSSIBLE_NOW,
                    "replay " + run + " is " + find(run).state() + ", there is nothing left to cancel");
        }
        return ResponseEntity.accepted().body(told(find(run)));
    }

    private ReplayRun find(UUID run) {
        return store.find(run).orElseThrow(() -> ApiProblem.notFound("replay", run.toString()));
    }

    private DeadLetterAnswers.Run told(ReplayRun run) {
        return DeadLetterAnswers.Run.of(run, clock.instant());
    }
}
