package io.stockrelay.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What a scripted fault does inside a call that is otherwise answered: wait before applying, refuse one item. */
record Disturbance(Optional<Fault> fault, Consumer<Duration> pause) {

    void beforeApply() {
        fault.filter(struck -> struck.kind() == FaultKind.SLOW).ifPresent(struck -> pause.accept(struck.delay()));
    }

    boolean rejects(String listing, int index) {
        return fault.filter(struck -> struck.kind() == FaultKind.REJECT_ITEM)
                .map(struck ->
                        struck.listing() == null ? index == 0 : struck.listing().equals(listing))
                .orElse(false);
    }
}
