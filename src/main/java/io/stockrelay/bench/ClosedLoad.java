package io.stockrelay.bench;

import io.stockrelay.sandbox.load.KeptConnection;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many clients, each with a connection of its own, each asking again as soon as it is answered, for a time.
 *
 * @param target where posts go
 * @param unitsEach how many units of work one call is
 * @param numbers hands every call a number of its own, over all rounds
 */
record ClosedLoad(URI target, int clients, Duration slice, int unitsEach, AtomicLong numbers, Call call)
        implements Side {

    /** Sends one call and returns its status. */
    @FunctionalInterface
    interface Call {
        int send(KeptConnection connection, long number) throws IOException;
    }

    @Override
    public Work run() throws IOException, SQLException, InterruptedException {
        return Crew.run(clients, slice, unitsEach, this::work);
    }

    private LatencyLog work(long deadline) throws IOException {
        var log = new LatencyLog();
        try (var connection = new KeptConnection(target)) {
            for (long now = System.nanoTime(); now < deadline; ) {
                requireYes(call.send(connection, numbers.getAndIncrement()));
                long after = System.nanoTime();
                log.add(after - now);
                now = after;
            }
        }
        return log;
    }

    private void requireYes(int status) {
        if (status < 200 || status > 299) {
            throw new BenchFailed(
                    "A call of " + clients + " clients to " + target.getPath() + " was answered with status " + status
                            + ".",
                    "The program's log tells why.");
        }
    }
}
