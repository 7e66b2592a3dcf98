package io.stockrelay.stock;

import java.util.List;
import java.util.Set;

/**
 * What one transaction of the ledger holds.
 *
 * @param changed positions that whoever shows them would see differently
 * @param touched these, and those of which only something else may have changed, such as what a figure is as of
 * @param sales what orders accepted elsewhere newly take, or give back
 */
public record DecidedBatch(
        List<DecidedSubmission> submissions, Set<PositionKey> changed, Set<PositionKey> touched, List<Sale> sales) {

    /** Without orders, and nothing else changed. */
    public DecidedBatch(List<DecidedSubmission> submissions, Set<PositionKey> changed) {
        this(submissions, changed, changed, List.of());
    }
}
