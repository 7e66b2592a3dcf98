package io.stockrelay.stock;

import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import java.util.List;

/**
 * One delivery's worth of work for the ledger, committed as one: its events, what failed before, what was left out.
 *
 * @param failures a failed statement of a run is remembered with it: what failed is not absent when the run completes
 * @param completeRuns applied right after the events are committed, each in a transaction of its own
 */
public record Submission(
        Delivery delivery,
        List<EventGroup> groups,
        List<Failure> failures,
        List<Ignored> ignored,
        List<CompleteRun> completeRuns)
        implements LedgerWork {

    /** How many events the ledger has to decide; what its queue is bounded by. */
    @Override
    public int size() {
        int events = groups.stream().mapToInt(group -> group.events().size()).sum();
        return events + failures.size() + ignored.size() + 1;
    }
}
