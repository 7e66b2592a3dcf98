package io.stockrelay.sandbox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The script of failures of one channel: the oldest fault that fits a call strikes it, one fault a call. */
public final class Faults {
    static final int WAITING_MAX = 1_000;

    private final List<Fault> waiting = new ArrayList<>();
    private final Map<FaultKind, Long> fired = new EnumMap<>(FaultKind.class);

    Faults() {}

    /** Adds the fault behind those that already wait. */
    public synchronized void next(Fault fault) {
        if (waiting.size() >= WAITING_MAX) {
            throw new RefusedRequest("at most " + WAITING_MAX + " faults can wait; clear them first");
        }
        waiting.add(fault);
    }

    /** Forgets what has not struck yet; the count of what has struck stays. */
    public synchronized void clear() {
        waiting.clear();
    }

    /** What has not struck yet, oldest first, each with the strikes it has left. */
    public synchronized List<Fault> waiting() {
        return List.copyOf(waiting);
    }

    /** How often faults of this kind really struck a call. */
    public synchronized long fired(FaultKind kind) {
        return fired.getOrDefault(kind, 0L);
    }

    synchronized Optional<Fault> take(Operation operation, Supplier<Set<String>> listings) {
        for (int i = 0; i < waiting.size(); i++) {
            Fault fault = waiting.get(i);
            if (fits(fault, operation, listings)) {
                strike(i, fault);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private void strike(int index, Fault fault) {
        if (fault.times() > 1) {
            waiting.set(index, fault.times(fault.times() - 1));
        } else {
            waiting.remove(index);
        }
        fired.merge(fault.kind(), 1L, Long::sum);
    }

    private static boolean fits(Fault fault, Operation operation, Supplier<Set<String>> listings) {
        boolean isOther = fault.on() == null ? operation == Operation.WEBHOOK : fault.on() != operation;
        if (isOther) {
            return false;
        }
        return fault.listing() == null || listings.get().contains(fault.listing());
    }
}
