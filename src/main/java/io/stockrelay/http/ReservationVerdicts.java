package io.stockrelay.http;

import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.Shortage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What each no means to its caller, and what to do next. */
final class ReservationVerdicts {

    private static final int SHORTAGES_NAMED_MAX = 3;

    private ReservationVerdicts() {}

    static ApiProblem unknown(ReservationKey key) {
        return ApiProblem.of(
                ProblemKind.NOT_FOUND, "there is no " + name(key) + "; a request that was refused leaves none behind");
    }

    private static String name(ReservationKey key) {
        return "reservation '" + ApiProblem.shown(key.id()) + "' of "
                + key.scope().code();
    }

    static ApiProblem problem(Answer answer, ReservationKey key) {
        String name = name(key);
        String fault = ApiProblem.shown(String.valueOf(answer.fault()));
        return switch (answer.verdict()) {
            case MADE, CHANGED, UNCHANGED, NOTED -> throw new IllegalArgumentException("a yes: " + answer.verdict());
            case INSUFFICIENT_STOCK ->
                ApiProblem.of(ProblemKind.INSUFFICIENT_STOCK, missing(answer.shortages()))
                        .with("shortages", ReservationAnswer.Short.of(answer.shortages()));
            case DIFFERENT_CONTENT ->
                told(
                        ProblemKind.DIFFERENT_CONTENT,
                        answer,
                        name + " exists with other content; nothing was changed. To change it, PUT it with the version"
                                + " it has now; for another order use another id");
            case REFERENCE_TAKEN -> taken(answer, Optional.empty());
            case OTHER_VERSION ->
                told(
                        ProblemKind.VERSION,
                        answer,
                        name + " is at version " + fault + " now; nothing was changed. Look at it (GET), then send the"
                                + " amendment with that version, or the shipment by its lines of now");
            case UNKNOWN_RESERVATION -> unknown(key);
            case UNKNOWN_LINE ->
                ApiProblem.of(
                        ProblemKind.INVALID,
                        name + " has no line '" + fault + "'; nothing was changed, GET shows them");
            case BEYOND_RESERVED ->
                told(
                        ProblemKind.BEYOND_RESERVED,
                        answer,
                        "line '" + fault + "' of " + name + " has less left to dispatch than the shipment says; nothing"
                                + " was changed. Send what is open, or amend the reservation first");
            case UNKNOWN_LOT ->
                told(
                        ProblemKind.UNKNOWN_LOT,
                        answer,
                        "nothing was ever said of lot " + fault
                                + "; nothing was changed. GET /api/v1/lots?sku=… shows the"
                                + " lots; name one of them, or none to have those leave that expire first");
            case DIFFERENT_SHIPMENT ->
                told(
                        ProblemKind.DIFFERENT_SHIPMENT,
                        answer,
                        "shipment '" + fault + "' of " + name + " was told before with other lines; nothing was"
                                + " changed. Use another shipment id for further goods");
            case IS_CANCELLED ->
                told(ProblemKind.CANCELLED, answer, name + " was cancelled; nothing was changed." + renewal());
            case IS_EXPIRED ->
                told(
                        ProblemKind.EXPIRED,
                        answer,
                        name + " expired before it was confirmed, its units are free; nothing was changed."
                                + renewal());
            case IS_FAILED -> told(ProblemKind.FAILED, answer, name + " failed; nothing was changed." + renewal());
            case IS_DISPATCHED ->
                told(
                        ProblemKind.DISPATCHED,
                        answer,
                        "goods of " + name + " have left, which this cannot undo; nothing was changed. What comes back"
                                + " is a return, what is wanted further a new reservation");
            case NOT_DUE -> told(ProblemKind.NOT_POSSIBLE_NOW, answer, name + " is not due to expire yet");
        };
    }

    /** @param kept the caller's own reservation that the number leads to; empty where it is somebody else's */
    static ApiProblem taken(Answer answer, Optional<Reservation> kept) {
        var problem = ApiProblem.of(
                ProblemKind.REFERENCE_TAKEN,
                "the order number '" + ApiProblem.shown(String.valueOf(answer.fault()))
                        + "' belongs to another reservation already; nothing was changed. "
                        + kept.map(one -> "It is kept as " + name(one.key()) + ": GET shows it; for another order use"
                                        + " another id")
                                .orElse("Use another id"));
        kept.ifPresent(one -> problem.with("id", one.key().id()));
        return problem;
    }

    private static String renewal() {
        return " Send the request again with \"renew\": true to have it decided anew";
    }

    private static ApiProblem told(ProblemKind kind, Answer answer, String detail) {
        Reservation known = Objects.requireNonNull(answer.reservation());
        return ApiProblem.of(kind, detail)
                .with("state", ReservationAnswer.code(known.state()))
                .with("version", known.version());
    }

    private static String missing(List<Shortage> shortages) {
        String named = shortages.stream()
                .limit(SHORTAGES_NAMED_MAX)
                .map(shortage ->
                        "line " + ApiProblem.shown(shortage.line()) + " asks for " + shortage.requested() + " of "
                                + shortage.sku() + " at " + shortage.position().location() + ", " + shortage.available()
                                + " could be promised")
                .collect(Collectors.joining("; "));
        int more = shortages.size() - SHORTAGES_NAMED_MAX;
        return named + (more > 0 ? "; and " + more + " lines more" : "")
                + ". Nothing was promised or changed: ask for less, for another location, or with \"mode\": \"partial\"";
    }
}
