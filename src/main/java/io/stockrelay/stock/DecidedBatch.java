package io.stockrelay.stock;

import java.util.List;
import java.util.Set;

/** What one transaction of the ledger holds: several submissions and the positions they changed. */
public record DecidedBatch(List<DecidedSubmission> submissions, Set<PositionKey> changed) {}
