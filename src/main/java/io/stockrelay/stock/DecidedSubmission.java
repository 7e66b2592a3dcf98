package io.stockrelay.stock;

import io.stockrelay.shared.Failure;
import java.util.List;

/**
 * A submission and what became of each of its parts.
 *
 * @param failures all that must be kept as dead letters: those it came with, and those the ledger found
 */
public record DecidedSubmission(Submission submission, List<EventOutcome> outcomes, List<Failure> failures) {}
