package io.stockrelay.http;

import io.stockrelay.source.SourceStatus;
import io.stockrelay.source.Sources;
import io.stockrelay.stock.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sources: how they are doing, pause and resume. */
@RestController
@RequestMapping("/api/v1/sources")
@Tag(name = "Sources")
class SourceController {

    private final Sources sources;

    SourceController(Sources sources) {
        this.sources = sources;
    }

    /** How a source is doing. */
    record Told(
            String id,
            String name,
            boolean paused,
            @Nullable String pausedBy,
            @Nullable Instant pausedAt,
            long deliveries,
            @Nullable Instant lastReceivedAt,
            @Nullable Instant lastAppliedAt,
            Map<String, Long> outcomes) {

        static Told of(SourceStatus status) {
            var outcomes = new TreeMap<String, Long>();
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome.code(), status.outcomes().getOrDefault(outcome, 0L));
            }
            return new Told(
                    status.id().value(),
                    status.name(),
                    status.isPaused(),
                    status.pausedBy(),
                    status.pausedAt(),
                    status.deliveries(),
                    status.lastReceivedAt(),
                    status.lastAppliedAt(),
                    outcomes);
        }
    }

    @GetMapping
    @Operation(summary = "All sources and how they are doing")
    List<Told> all() {
        return sources.statuses().stream().map(Told::of).toList();
    }

    @GetMapping("/{source}")
    @Operation(summary = "How one source is doing")
    Told show(@PathVariable String source) {
        return sources.status(Parameters.source(source))
                .map(Told::of)
                .orElseThrow(() -> ApiProblem.notFound("source", source));
    }

    @PostMapping("/{source}/pause")
    @Operation(summary = "Take nothing from it until it is resumed; what it sends waits where it is")
    Told pause(@PathVariable String source, Principal caller) {
        return Told.of(sources.pause(Parameters.source(source), caller.getName()));
    }

    @PostMapping("/{source}/resume")
    @Operation(summary = "Take from it again")
    Told resume(@PathVariable String source, Principal caller) {
        return Told.of(sources.resume(Parameters.source(source), caller.getName()));
    }
}
