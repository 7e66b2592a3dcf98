package io.stockrelay.http;

import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.reservation.Scope;
import io.stockrelay.reservation.Transition;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.stock.PositionKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Promises: stock that is kept for one order. Every call may be repeated; no thread waits while the ledger decides.
 */
@RestController
@RequestMapping("/api/v1/reservations")
@Tag(name = "Reservations")
class ReservationController {

    private static final String PATH = "/api/v1/reservations/";

    private final Reservations reservations;
    private final ReservationReader reader;
    private final ReservationParty parties;

    ReservationController(Reservations reservations, ReservationReader reader, ReservationParty parties) {
        this.reservations = reservations;
        this.reader = reader;
        this.parties = parties;
    }

    /** One step of a reservation's life. */
    record Step(int version, String state, Instant at, String actor, String what) {

        static Step of(Transition transition) {
            return new Step(
                    transition.version(),
                    ReservationAnswer.code(transition.state()),
                    transition.at(),
                    transition.actor(),
                    transition.what());
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Promise stock; the same request again returns the reservation as it is now")
    CompletableFuture<ResponseEntity<ReservationAnswer>> make(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String channel,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var party = parties.settings(parties.of(fields, account, channel, caller));
        return ask(reader.make(fields, party, caller.getName()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A reservation as it is now")
    ReservationAnswer show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String channel,
            KeyAuthentication caller) {
        var found = find(new ReservationKey(parties.readable(account, channel, caller), id));
        return ReservationAnswer.of(found, List.of(), left(found));
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Its life, oldest first")
    List<Step> history(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String channel,
            KeyAuthentication caller) {
        var key = new ReservationKey(parties.readable(account, channel, caller), id);
        find(key);
        return reservations.transitions(key).stream().map(Step::of).toList();
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change what is promised, with the version that is changed")
    CompletableFuture<ResponseEntity<ReservationAnswer>> amend(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String channel,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var party = parties.settings(parties.of(fields, account, channel, caller));
        return ask(reader.amend(fields, id, party, caller.getName()));
    }

    @PostMapping("/{id}/confirm")
    @Operation(summary = "The order is certain: the promise no longer expires")
    CompletableFuture<ResponseEntity<ReservationAnswer>> confirm(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String channel,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var scope = parties.of(fields, account, channel, caller);
        fields.done();
        return ask(new Command.Confirm(new ReservationKey(scope, id), caller.getName()));
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Give up what has not left: all of it, or the lines named")
    CompletableFuture<ResponseEntity<ReservationAnswer>> cancel(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String channel,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var key = new ReservationKey(parties.of(fields, account, channel, caller), id);
        return ask(reader.cancel(fields, key, caller.getName()));
    }

    @PostMapping("/{id}/fail")
    @Operation(summary = "The order came to nothing; what has not left is free again")
    CompletableFuture<ResponseEntity<ReservationAnswer>> fail(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String channel,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var key = new ReservationKey(parties.of(fields, account, channel, caller), id);
        return ask(reader.fail(fields, key, caller.getName()));
    }

    @PostMapping(path = "/{id}/dispatch", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Goods left for it, by the caller's own shipment id")
    CompletableFuture<ResponseEntity<ReservationAnswer>> dispatch(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String channel,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var key = new ReservationKey(parties.of(fields, account, channel, caller), id);
        return ask(reader.dispatch(fields, find(key), caller.getName()));
    }

    private Reservation find(ReservationKey key) {
        return reservations
                .find(key)
                .orElseThrow(() -> ReservationVerdicts.problem(
                        new Answer(Verdict.UNKNOWN_RESERVATION, null, List.of(), null), key));
    }

    private CompletableFuture<ResponseEntity<ReservationAnswer>> ask(Command command) {
        return reservations.submit(command).thenCompose(answer -> told(answer, command));
    }

    /** Runs on the ledger's thread, so whatever needs the database again goes to another one. */
    private CompletableFuture<ResponseEntity<ReservationAnswer>> told(Answer answer, Command command) {
        if (!answer.verdict().isYes()) {
            return CompletableFuture.failedFuture(ReservationVerdicts.problem(answer, command.key()));
        }
        var reservation = java.util.Objects.requireNonNull(answer.reservation());
        return ReservationAnswer.needsLeft(reservation)
                ? CompletableFuture.supplyAsync(() -> response(answer, reservation, left(reservation)))
                : CompletableFuture.completedFuture(response(answer, reservation, Map.of()));
    }

    private Map<PositionKey, Long> left(Reservation reservation) {
        return ReservationAnswer.needsLeft(reservation) ? reservations.dispatched(reservation.reference()) : Map.of();
    }

    private static ResponseEntity<ReservationAnswer> response(
            Answer answer, Reservation reservation, Map<PositionKey, Long> left) {
        var body = ReservationAnswer.of(reservation, answer.shortages(), left);
        var response = answer.verdict() == Verdict.MADE
                ? ResponseEntity.created(address(reservation.key()))
                : ResponseEntity.ok();
        return response.body(body);
    }

    private static URI address(ReservationKey key) {
        var kind = key.scope().kind() == Scope.Kind.ACCOUNT ? "account" : "channel";
        return URI.create(PATH + UriUtils.encodePathSegment(key.id(), StandardCharsets.UTF_8) + "?" + kind + "="
                + UriUtils.encodeQueryParam(key.scope().id(), StandardCharsets.UTF_8));
    }
}
