package io.stockrelay.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.reservation.AnyNumber;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Promises as they are: one, its life, and lists of them. */
@RestController
@RequestMapping("/api/v1/reservations")
@Tag(name = "Reservations")
class ReservationReadings {

    private static final int REFERENCE_MAX = 300;

    private final Reservations reservations;
    private final AnyNumber numbers;
    private final ReservationParty parties;
    private final Kits kits;
    private final Clock clock;

    ReservationReadings(Reservations reservations, ReservationParty parties, Kits kits, Clock clock) {
        this.reservations = reservations;
        this.numbers = new AnyNumber(reservations);
        this.parties = parties;
        this.kits = kits;
        this.clock = clock;
    }

    /**
     * One step of a reservation's life.
     *
     * @param id of what turned out to be the same order, where the step was taken under that; left out for its own
     */
    record Step(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            int version,
            String state,
            Instant at,
            String actor,
            String what) {

        static Step of(Reservations.Step step, ReservationKey key) {
            var transition = step.transition();
            return new Step(
                    step.id().equals(key.id()) ? null : step.id(),
                    transition.version(),
                    ReservationAnswer.code(transition.state()),
                    transition.at(),
                    transition.actor(),
                    transition.what());
        }
    }

    @GetMapping
    @Operation(summary = "Promises by whose they are, then by id: all of them, or what the filters leave")
    ReservationListing list(
            @ParameterObject Owner owner,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String expiringBefore,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            KeyAuthentication caller) {
        Parameters.limit(limit, Reservations.PAGE_MAX);
        var filter = new Reservations.Filter(
                parties.listable(owner, caller),
                reference == null ? null : Parameters.words("reference", reference, REFERENCE_MAX),
                sku == null ? null : stocked(Parameters.sku(sku)),
                state == null ? null : Parameters.choice("state", state, ReservationState.class),
                expiringBefore == null ? null : Parameters.instant("expiringBefore", expiringBefore));
        if (filter.expiringBefore() != null && filter.state() != null && filter.state() != ReservationState.PENDING) {
            throw ApiProblem.parameter("state", String.valueOf(state), "only pending ones expire; leave it out");
        }
        var found = reservations.list(filter, after == null ? null : ReservationListing.read(after), limit);
        return ReservationListing.of(found, limit);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A reservation as it is now")
    ResponseEntity<ReservationAnswer> show(
            @PathVariable String id, @ParameterObject Owner owner, KeyAuthentication caller) {
        var asked = new ReservationKey(parties.readable(owner, caller), id);
        var found = find(asked);
        var left = ReservationAnswer.needsLeft(found)
                ? reservations.dispatched(found.reference())
                : Map.<PositionKey, Long>of();
        var body = ReservationAnswer.of(found, asked, List.of(), left);
        return ReservationController.found(body, found.key(), asked);
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Its life, oldest first")
    List<Step> history(@PathVariable String id, @ParameterObject Owner owner, KeyAuthentication caller) {
        var key = find(new ReservationKey(parties.readable(owner, caller), id)).key();
        return reservations.steps(key).stream().map(step -> Step.of(step, key)).toList();
    }

    private Reservation find(ReservationKey key) {
        return numbers.find(key).orElseThrow(() -> ReservationVerdicts.unknown(key));
    }

    /** What is promised of a kit is promised of its components. */
    private Sku stocked(Sku sku) {
        kits.of(sku, clock.instant()).ifPresent(kit -> {
            throw ApiProblem.parameter(
                    "sku",
                    sku.value(),
                    "a kit has no stock of its own; ask for one of its components, such as "
                            + kit.components().get(0).sku());
        });
        return sku;
    }
}
