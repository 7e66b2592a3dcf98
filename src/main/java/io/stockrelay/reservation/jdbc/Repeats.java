package io.stockrelay.reservation.jdbc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers when a promise that was taken to be new turned out to be known: callers that repeat one repeat several. */
final class Repeats {

    static final Duration LATELY = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private final AtomicReference<@Nullable Long> last = new AtomicReference<>();

    /** @param nanos a clock that never goes back */
    Repeats(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void seen() {
        last.set(nanos.getAsLong());
    }

    boolean wereLately() {
        var seen = last.get();
        return seen != null && nanos.getAsLong() - seen < LATELY.toNanos();
    }
}
