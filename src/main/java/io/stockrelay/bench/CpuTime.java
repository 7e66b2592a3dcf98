package io.stockrelay.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * CPU time of the program, of its PostgreSQL processes, and of the benchmark itself, which are its clients; null where the
 * system does not tell.
 */
record CpuTime(
        @Nullable Duration program,
        @Nullable Duration database,
        @Nullable Duration clients) {

    static final CpuTime UNKNOWN = new CpuTime(null, null, null);

    CpuTime since(CpuTime before) {
        return new CpuTime(
                minus(program, before.program), minus(database, before.database), minus(clients, before.clients));
    }

    private static @Nullable Duration minus(@Nullable Duration now, @Nullable Duration before) {
        return now == null || before == null ? null : now.minus(before);
    }
}
