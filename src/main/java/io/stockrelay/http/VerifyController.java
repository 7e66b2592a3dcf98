package io.stockrelay.http;

import io.stockrelay.shared.Invariant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Looks in the database for anything that breaks what must always be true. */
@RestController
@RequestMapping("/api/v1/verify")
@Tag(name = "Verify")
class VerifyController {

    private static final int RETRY_SECONDS = 5;

    private final List<Invariant> invariants;
    private final ReentrantLock oneAtATime = new ReentrantLock(); // it reads whole tables

    VerifyController(List<Invariant> invariants) {
        this.invariants = invariants;
    }

    /** One thing that must be true; it is where nothing breaks it. At most {@link Invariant#VIOLATIONS_MAX} are told of each kind. */
    record Checked(String sentence, boolean ok, List<String> violations, List<String> irregularities) {

        static Checked of(Invariant invariant) {
            var violations = invariant.violations();
            return new Checked(invariant.sentence(), violations.isEmpty(), violations, invariant.irregularities());
        }
    }

    /** The whole. */
    record Verified(boolean ok, List<Checked> checks) {}

    @GetMapping
    @Operation(summary = "Check everything that must always be true against the database; it takes its time")
    Verified verify() {
        if (!oneAtATime.tryLock()) {
            throw ApiProblem.later(
                    ProblemKind.TOO_BUSY, "another verification is under way; nothing was checked", RETRY_SECONDS);
        }
        try {
            var checks = invariants.stream().map(Checked::of).toList();
            return new Verified(checks.stream().allMatch(Checked::ok), checks);
        } finally {
            oneAtATime.unlock();
        }
    }
}
