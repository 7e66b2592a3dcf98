package io.stockrelay.stock;

import java.util.List;
import java.util.Set;

/**
 * What one transaction of the ledger holds: several submissions and the positions they changed.
 *
 * @param sales what orders accepted elsewhere newly take, or give back
 */
public record DecidedBatch(List<DecidedSubmission> submissions, Set<PositionKey> changed, List<Sale> sales) {

    /** A batch without orders. */
    public DecidedBatch(List<DecidedSubmission> submissions, Set<PositionKey> changed) {
        this(submissions, changed, List.of());
    }
}
