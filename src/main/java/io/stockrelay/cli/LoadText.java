package io.stockrelay.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stockrelay.sandbox.load.LoadResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says what became of a load. */
final class LoadText {

    private LoadText() {}

    /** Exit code 1 where anything was not taken. */
    static int print(Asking asking, LoadResult result, String what) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("sent", result.sent())
                .put("accepted", result.accepted())
                .put("unanswered", result.unanswered())
                .put("elapsedMillis", result.elapsed().toMillis())
                .put("acceptedPerSecond", result.acceptedPerSecond())
                .put("p50Micros", result.latencies().p50().toNanos() / 1_000)
                .put("p99Micros", result.latencies().p99().toNanos() / 1_000)
                .put("maxMicros", result.latencies().max().toNanos() / 1_000);
        var refused = json.putObject("refused");
        result.refused().forEach((status, count) -> refused.put(status.toString(), count));
        asking.print(json, (told, out) -> inWords(result, what, out));
        return result.accepted() == result.sent() ? 0 : 1;
    }

    private static void inWords(LoadResult result, String what, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d sent in %.1f s: %,d %s, %,d a second%n",
                result.sent(),
                result.elapsed().toMillis() / 1000.0,
                result.accepted(),
                what,
                result.acceptedPerSecond());
        out.printf(
                Locale.ROOT,
                "answered within: half %s ms, 99 of 100 %s ms, the slowest %s ms%n",
                millis(result.latencies().p50()),
                millis(result.latencies().p99()),
                millis(result.latencies().max()));
        result.refused()
                .forEach((status, count) -> out.printf(Locale.ROOT, "answered with status %d: %,d%n", status, count));
        if (result.unanswered() > 0) {
            out.printf(Locale.ROOT, "not answered: %,d (they may have been taken)%n", result.unanswered());
        }
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
    }
}
