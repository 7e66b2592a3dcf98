package io.stockrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads from {@code /proc} how much CPU time processes have used; other systems do not tell. */
final class CpuMeter {

    /** Linux tells times in hundredths of a second to every program, whatever the kernel counts in. */
    private static final long MILLIS_PER_TICK = 10;

    // Places after the closing bracket of the name, see proc(5): utime, stime, and the same of children waited for.
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    private final long program;
    private final long database;

    /** @param database process number of the PostgreSQL server, whose children are its sessions; 0 for none here */
    CpuMeter(long program, long database) {
        this.program = program;
        this.database = database;
    }

    CpuTime read() {
        return new CpuTime(
                duration(ticks(program, USER, SYSTEM)),
                database == 0 ? null : duration(databaseTicks()),
                duration(ticks(ProcessHandle.current().pid(), USER, SYSTEM)));
    }

    /** The largest memory the program has ever had in use, in bytes. */
    OptionalLong peakMemoryBytes() {
        try (var lines = Files.lines(Path.of("/proc/" + program + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private OptionalLong databaseTicks() {
        var server = ticks(database, USER, SYSTEM, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM);
        if (server.isEmpty()) {
            return server;
        }
        long sessions = ProcessHandle.of(database).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(child -> ticks(child.pid(), USER, SYSTEM).orElse(0))
                .sum();
        return OptionalLong.of(server.getAsLong() + sessions);
    }

    private static OptionalLong ticks(long pid, int... places) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int place : places) {
                sum += Long.parseLong(fields[place]);
            }
            return OptionalLong.of(sum);
        } catch (IOException e) {
            return OptionalLong.empty(); // no such process, or no /proc
        }
    }

    private static @Nullable Duration duration(OptionalLong ticks) {
        return ticks.isPresent() ? Duration.ofMillis(ticks.getAsLong() * MILLIS_PER_TICK) : null;
    }
}
