package io.stockrelay.http;

import io.stockrelay.access.Action;
import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.AnyNumber;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.stock.PositionKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Promises: stock that is kept for one order. Every call may be repeated; {@link AnswersAtOnce} tells who waits while the
 * ledger decides.
 */
@RestController
@RequestMapping("/api/v1/reservations")
@Tag(name = "Reservations")
class ReservationController implements DirectCalls {

    private static final String PATH = "/api/v1/reservations/";

    private final Reservations reservations;
    private final AnyNumber numbers;
    private final ReservationReader reader;
    private final ReservationParty parties;

    ReservationController(Reservations reservations, ReservationReader reader, ReservationParty parties) {
        this.reservations = reservations;
        this.numbers = new AnyNumber(reservations);
        this.reader = reader;
        this.parties = parties;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Promise stock; the same request again returns the reservation as it is now")
    CompletableFuture<ResponseEntity<ReservationAnswer>> make(
            @ParameterObject Party address,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var party = parties.settings(parties.of(fields, address, caller));
        return ask(reader.make(fields, party, caller.getName()));
    }

    @Override
    public Stream<DirectCall> directCalls() {
        return Stream.of(new DirectCall(
                "/api/v1/reservations", Action.RESERVE, (body, caller) -> make(Party.NOBODY, body, caller)));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change what is promised, with the version that is changed")
    CompletableFuture<ResponseEntity<ReservationAnswer>> amend(
            @PathVariable String id,
            @ParameterObject Party address,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var party = parties.settings(parties.of(fields, address, caller));
        return ask(reader.amend(fields, id, party, caller.getName()));
    }

    @PostMapping("/{id}/confirm")
    @Operation(summary = "The order is certain: the promise no longer expires")
    CompletableFuture<ResponseEntity<ReservationAnswer>> confirm(
            @PathVariable String id,
            @ParameterObject Party address,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var key = new ReservationKey(parties.of(fields, address, caller), id);
        fields.done();
        return ask(new Command.Confirm(key, caller.getName()));
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Give up what has not left: all of it, or the lines named")
    CompletableFuture<ResponseEntity<ReservationAnswer>> cancel(
            @PathVariable String id,
            @ParameterObject Party address,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var key = new ReservationKey(parties.of(fields, address, caller), id);
        return ask(reader.cancel(fields, key, caller.getName()));
    }

    @PostMapping("/{id}/fail")
    @Operation(summary = "The order came to nothing; what has not left is free again")
    CompletableFuture<ResponseEntity<ReservationAnswer>> fail(
            @PathVariable String id,
            @ParameterObject Party address,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var key = new ReservationKey(parties.of(fields, address, caller), id);
        return ask(reader.fail(fields, key, caller.getName()));
    }

    @PostMapping(path = "/{id}/dispatch", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Goods left for it, by the caller's own shipment id")
    CompletableFuture<ResponseEntity<ReservationAnswer>> dispatch(
            @PathVariable String id,
            @ParameterObject Party address,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        var fields = StrictBody.read(body);
        var key = new ReservationKey(parties.of(fields, address, caller), id);
        var found = numbers.find(key).orElseThrow(() -> ReservationVerdicts.unknown(key));
        return ask(reader.dispatch(fields, found, caller.getName()), key);
    }

    private CompletableFuture<ResponseEntity<ReservationAnswer>> ask(Command command) {
        return ask(command, command.key());
    }

    /** @param asked the id it was asked for under */
    private CompletableFuture<ResponseEntity<ReservationAnswer>> ask(Command command, ReservationKey asked) {
        return numbers.submit(command).thenCompose(answer -> told(answer, asked));
    }

    /** Runs on the ledger's thread, so whatever needs the database again goes to another one. */
    private CompletableFuture<ResponseEntity<ReservationAnswer>> told(Answer answer, ReservationKey asked) {
        if (answer.verdict() == Verdict.REFERENCE_TAKEN) {
            return CompletableFuture.supplyAsync(() -> {
                throw ReservationVerdicts.taken(
                        answer, numbers.find(asked).filter(one -> !one.key().equals(asked)));
            });
        }
        if (!answer.verdict().isYes()) {
            return CompletableFuture.failedFuture(ReservationVerdicts.problem(answer, asked));
        }
        var reservation = Objects.requireNonNull(answer.reservation());
        return ReservationAnswer.needsLeft(reservation)
                ? CompletableFuture.supplyAsync(
                        () -> response(answer, asked, reservations.dispatched(reservation.reference())))
                : CompletableFuture.completedFuture(response(answer, asked, Map.of()));
    }

    private static ResponseEntity<ReservationAnswer> response(
            Answer answer, ReservationKey asked, Map<PositionKey, Long> left) {
        var reservation = Objects.requireNonNull(answer.reservation());
        var body = ReservationAnswer.of(reservation, asked, answer.shortages(), left)
                .booked(answer.lots());
        return answer.verdict() == Verdict.MADE
                ? ResponseEntity.status(HttpStatus.CREATED)
                        .header(HttpHeaders.LOCATION, address(reservation.key()))
                        .body(body)
                : found(body, reservation.key(), asked);
    }

    /** Of what was asked for under another number, the header tells where it is kept. */
    static ResponseEntity<ReservationAnswer> found(ReservationAnswer body, ReservationKey kept, ReservationKey asked) {
        var response = ResponseEntity.ok();
        return kept.equals(asked)
                ? response.body(body)
                : response.header(HttpHeaders.CONTENT_LOCATION, address(kept)).body(body);
    }

    private static String address(ReservationKey key) {
        var scope = key.scope();
        return PATH + inAddress(key.id()) + "?" + scope.kind().code() + "=" + inAddress(scope.id());
    }

    /** Nearly no id has anything that an address would misread. */
    private static String inAddress(String id) {
        return id.chars().allMatch(one -> one < 128 && (Character.isLetterOrDigit(one) || "-._~".indexOf(one) >= 0))
                ? id
                : UriUtils.encode(id, StandardCharsets.UTF_8);
    }
}
