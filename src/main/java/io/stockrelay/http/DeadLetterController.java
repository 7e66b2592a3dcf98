package io.stockrelay.http;

import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetterGroup;
import io.stockrelay.deadletter.DeadLetterStore;
import io.stockrelay.deadletter.Replay;
import io.stockrelay.deadletter.ReplayResult;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters: look, replay one, discard. */
@RestController
@RequestMapping("/api/v1/dead-letters")
@Tag(name = "Dead letters")
class DeadLetterController {

    static final int REASON_MAX = 500;
    static final int DISCARDS_MAX = 1_000;

    private static final int BUSY_RETRY_SECONDS = 2;

    private final DeadLetterStore store;
    private final Replay replay;

    DeadLetterController(DeadLetterStore store, Replay replay) {
        this.store = store;
        this.replay = replay;
    }

    @GetMapping
    @Operation(summary = "List dead letters, the newest first")
    DeadLetterAnswers.Page list(
            @RequestParam(required = false) DeadLetter.@Nullable State state,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable CauseClass cause,
            @RequestParam(required = false) @Nullable Step step,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String location,
            @RequestParam(required = false) @Nullable String missing,
            @RequestParam(required = false) @Nullable UUID receipt,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        Parameters.limit(limit, DeadLetterStore.PAGE_MAX);
        var filter =
                new DeadLetterRequests.Filter(source, channel, account, cause, step, sku, location, missing, receipt);
        long beforeId = before == null ? Long.MAX_VALUE : before;
        return DeadLetterAnswers.Page.of(store.list(filter.in(state), beforeId, limit), limit);
    }

    @GetMapping("/groups")
    @Operation(summary = "Open dead letters by reason: what is missing, and how many wait for it")
    List<DeadLetterGroup> groups() {
        return store.groups();
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show one with its message and its whole trail")
    DeadLetterAnswers.Whole show(@PathVariable long id) {
        DeadLetter letter = letter(id);
        var message = letter.messageId() == null
                ? null
                : store.message(letter.messageId())
                        .map(DeadLetterAnswers.Message::of)
                        .orElse(null);
        return new DeadLetterAnswers.Whole(letter, message, store.trail(id));
    }

    @GetMapping("/{id}/raw")
    @Operation(summary = "Download the bytes as they came, or as they were sent to the channel")
    ResponseEntity<byte[]> raw(@PathVariable long id) {
        DeadLetter letter = letter(id);
        byte[] bytes = letter.messageId() == null
                ? store.payload(id).orElseThrow(() -> ApiProblem.notFound("payload of dead letter", Long.toString(id)))
                : store.message(letter.messageId()).orElseThrow().delivery().bytes();
        // Never under the sender's content type: a browser must not run what somebody sent us.
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("dead-letter-" + id + ".bin")
                                .build()
                                .toString())
                .body(bytes);
    }

    @PostMapping("/{id}/replay")
    @Operation(summary = "Replay one at the step where it failed")
    ReplayResult replay(@PathVariable long id, Principal caller) {
        ReplayResult result = replay.one(id, caller.getName());
        return switch (result.verdict()) {
            case UNKNOWN -> throw ApiProblem.notFound("dead letter", Long.toString(id));
            case REFUSED -> throw ApiProblem.of(ProblemKind.NOT_POSSIBLE_NOW, result.detail());
            case TRY_LATER -> throw ApiProblem.later(ProblemKind.NOT_AVAILABLE, result.detail(), BUSY_RETRY_SECONDS);
            case FAILED_AGAIN, REPLAYED -> result;
        };
    }

    @PostMapping("/{id}/discard")
    @Operation(summary = "Give one up, with the reason")
    DeadLetter discard(@PathVariable long id, @RequestBody DeadLetterRequests.Reason body, Principal caller) {
        String reason = Parameters.text("reason", body.reason(), REASON_MAX);
        if (!store.close(letter(id), DeadLetter.State.DISCARDED, reason, caller.getName())) {
            throw ApiProblem.of(
                    ProblemKind.NOT_POSSIBLE_NOW,
                    "dead letter " + id + " is " + letter(id).state() + " by now; nothing was changed");
        }
        return letter(id);
    }

    @PostMapping("/discards")
    @Operation(summary = "Give several up, with one reason")
    DeadLetterAnswers.Discarded discardMany(@RequestBody DeadLetterRequests.Chosen body, Principal caller) {
        String reason = Parameters.text("reason", body.reason(), REASON_MAX);
        List<Long> ids = body.isById()
                ? Parameters.atMost("ids", Objects.requireNonNull(body.ids()), DISCARDS_MAX)
                : store.idsForReplay(Objects.requireNonNull(body.filter()).in(DeadLetter.State.OPEN), DISCARDS_MAX);
        var unchanged = new ArrayList<Long>();
        int discarded = 0;
        for (long id : ids) {
            var letter = store.find(id);
            if (letter.isPresent() && store.close(letter.get(), DeadLetter.State.DISCARDED, reason, caller.getName())) {
                discarded++;
            } else {
                unchanged.add(id);
            }
        }
        return new DeadLetterAnswers.Discarded(discarded, unchanged);
    }

    private DeadLetter letter(long id) {
        return store.find(id).orElseThrow(() -> ApiProblem.notFound("dead letter", Long.toString(id)));
    }
}
