package io.stockrelay.deadletter;

import io.stockrelay.shared.Failure;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** Decides from what the ledger answered whether a dead letter's replay has passed. */
final class ReplayOutcome {

    private ReplayOutcome() {}

    static ReplayResult of(DeadLetter letter, ReplayEntry entry, DecidedSubmission decided) {
        List<Failure> failures = decided.failures();
        var keys = ContentKey.ofParts(decided.submission().delivery(), failures);
        int own = keys.indexOf(letter.partKey());
        if (own < 0 && entry == ReplayEntry.ENTER_LEDGER && !failures.isEmpty()) {
            own = 0; // this part went alone, so whatever failed is it
        }
        if (own >= 0) {
            return new ReplayResult(
                    letter.id(),
                    ReplayResult.Verdict.FAILED_AGAIN,
                    failures.get(own).message());
        }
        return new ReplayResult(letter.id(), ReplayResult.Verdict.REPLAYED, inWords(decided));
    }

    private static String inWords(DecidedSubmission decided) {
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        for (EventOutcome outcome : decided.outcomes()) {
            counts.merge(outcome.outcome(), 1, Integer::sum);
        }
        counts.remove(Outcome.DEAD_LETTER);
        counts.remove(Outcome.CONFLICT);
        var sentences = new ArrayList<String>();
        counts.forEach((outcome, count) -> sentences.add(count + " " + meaning(outcome)));
        if (!decided.failures().isEmpty()) {
            sentences.add(decided.failures().size() + " failed further on, kept as dead letters of their own");
        }
        return sentences.isEmpty() ? "the message holds no event any more" : String.join("; ", sentences);
    }

    private static String meaning(Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> "applied";
            case DUPLICATE -> "taken before, not counted twice";
            case STALE -> "superseded by a newer statement, nothing changed";
            case ALREADY_COUNTED -> "already contained in a newer statement, nothing changed";
            case COMPARISON -> "kept for comparison only, the source does not own this figure";
            case IGNORED -> "left out by the mapping";
            case HELD -> "waiting for approval";
            case CONFLICT, DEAD_LETTER -> "failed";
        };
    }
}
