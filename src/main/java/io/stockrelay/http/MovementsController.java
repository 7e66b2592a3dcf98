package io.stockrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Intake;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.Sources;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.LedgerUnavailable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Manual adjustments, and every system that can speak the canonical form: one outcome per event, after the commit. */
@RestController
@RequestMapping("/api/v1/movements")
@Tag(name = "Movements")
class MovementsController {

    static final String SOURCE_DEFAULT = "manual";

    private static final int RETRY_SECONDS = 2;

    private final Intake intake;
    private final Sources sources;
    private final ReceiptIds receipts;
    private final Clock clock;

    MovementsController(Intake intake, Sources sources, ReceiptIds receipts, Clock clock) {
        this.intake = intake;
        this.sources = sources;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** What became of the events of one part. */
    record Taken(UUID receipt, List<EventTold> events) {}

    @PostMapping
    @Operation(summary = "Record canonical events; repeating the same call is safe")
    List<Taken> take(
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = SOURCE_DEFAULT) String source,
            KeyAuthentication caller) {
        SourceId speaker = speaker(source, caller);
        List<String> parts = CanonicalEvents.parts(body, caller.getName());
        var taken = new ArrayList<Taken>();
        for (String part : parts) {
            taken.add(take(speaker, part, caller.getName(), taken.size(), parts.size()));
        }
        return taken;
    }

    private SourceId speaker(String name, KeyAuthentication caller) {
        SourceId source = Parameters.source(name);
        if (!caller.key().mayMove(source)) {
            throw ApiProblem.of(
                    ProblemKind.NOT_ALLOWED,
                    "the key '" + caller.getName() + "' may not speak for source '" + name + "'; nothing was taken");
        }
        var status = sources.status(source)
                .orElseThrow(() -> ApiProblem.of(
                        ProblemKind.NOT_FOUND,
                        "there is no source '" + name + "' in config/stockrelay.yaml; add one, or name another with"
                                + " ?source=; nothing was taken"));
        if (status.isPaused()) {
            throw ApiProblem.later(
                    ProblemKind.NOT_AVAILABLE, "source '" + name + "' is paused; nothing was taken", RETRY_SECONDS);
        }
        return source;
    }

    private Taken take(SourceId source, String part, String actor, int done, int all) {
        var delivery = new Delivery(
                receipts.next(),
                source,
                "api-movements",
                clock.instant(),
                MediaType.APPLICATION_JSON_VALUE,
                Map.of("actor", actor),
                null,
                part.getBytes(StandardCharsets.UTF_8));
        try {
            DecidedSubmission decided = intake.resume(delivery, part);
            var events = decided.outcomes().stream().map(EventTold::of).toList();
            return new Taken(delivery.receipt().value(), events);
        } catch (LedgerFull | LedgerUnavailable e) {
            throw ApiProblem.later(
                    e instanceof LedgerFull ? ProblemKind.TOO_BUSY : ProblemKind.NOT_AVAILABLE,
                    done + " of " + all + " parts were taken, the rest was not: " + e.getMessage()
                            + "; send the whole call again, repeats are recognised",
                    RETRY_SECONDS);
        }
    }
}
