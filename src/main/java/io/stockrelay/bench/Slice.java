package io.stockrelay.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The work of one side in one round with the CPU time used meanwhile. */
record Slice(Work work, CpuTime cpu) {

    double perSecond() {
        return work.perSecond();
    }

    @Nullable
    Double programMicrosPerUnit() {
        return micros(cpu.program());
    }

    @Nullable
    Double databaseMicrosPerUnit() {
        return micros(cpu.database());
    }

    @Nullable
    Double clientsMicrosPerUnit() {
        return micros(cpu.clients());
    }

    private @Nullable Double micros(@Nullable Duration used) {
        return used == null || work.units() == 0 ? null : used.toNanos() / 1e3 / work.units();
    }
}
