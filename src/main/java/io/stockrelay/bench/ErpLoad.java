package io.stockrelay.bench;

import io.stockrelay.sandbox.load.LoadPlan;
import io.stockrelay.sandbox.load.LoadResult;
import io.stockrelay.sandbox.load.WebhookLoad;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** The ERP's webhooks against the running program. */
final class ErpLoad {

    static final int CONNECTIONS = 32;

    /** Bounds what one slice may send, whatever the machine. */
    private static final int CALLS_PER_SECOND_MAX = 50_000;

    private static final int OPENING_LINES = 500;
    private static final int OPENING_CONNECTIONS = 4;
    private static final Duration OPENING_LIMIT = Duration.ofMinutes(10);

    private final URI target;
    private final String secret;
    private final Documents documents;
    private final Clock clock;
    private final AtomicLong slices = new AtomicLong();
    private final AtomicLong events = new AtomicLong();

    ErpLoad(URI target, String secret, Documents documents, Clock clock) {
        this.target = target;
        this.secret = secret;
        this.documents = documents;
        this.clock = clock;
    }

    /** States a figure for every position of the ERP's plants, so that movements find them as the floor finds its rows. */
    void openPositions(BenchPlan plan) throws IOException, InterruptedException {
        int perLocation = (plan.skus() + OPENING_LINES - 1) / OPENING_LINES;
        int calls = perLocation * BenchPlan.LOCATIONS;
        var result = load("open-", call -> {
                    int from = (int) (call % perLocation) * OPENING_LINES;
                    return documents.stockList(
                            "OPEN" + call,
                            1 + (int) (call / perLocation),
                            from,
                            Math.min(plan.skus(), from + OPENING_LINES));
                })
                .run(new LoadPlan(calls, OPENING_CONNECTIONS, 0, OPENING_LIMIT), clock);
        requireAllAccepted(result);
        events.addAndGet((long) plan.skus() * BenchPlan.LOCATIONS);
    }

    /** As fast as answers come, for a time: webhooks of so many events each. */
    Work closedLoop(Duration slice, int connections, int eventsEach) throws IOException, InterruptedException {
        long number = slices.incrementAndGet();
        long first = number << 40;
        int calls = (int) Math.min(5_000_000, slice.toSeconds() * CALLS_PER_SECOND_MAX);
        var result = load(
                        "b" + number + "-",
                        call -> documents.corrections("B" + number + "." + call, first + call * eventsEach, eventsEach))
                .run(new LoadPlan(calls, connections, 0, slice), clock);
        requireAllAccepted(result);
        events.addAndGet(result.accepted() * eventsEach);
        return new Work(result.accepted() * eventsEach, result.elapsed(), Latency.of(result));
    }

    /** Every event so far was accepted exactly once; this is how many. */
    long acceptedEvents() {
        return events.get();
    }

    void alsoAccepted(long more) {
        events.addAndGet(more);
    }

    private WebhookLoad load(String idPrefix, LongFunction<String> body) {
        return new WebhookLoad(target, secret, idPrefix, body, WebhookLoad.Answers.IGNORED);
    }

    private static void requireAllAccepted(LoadResult result) {
        if (result.accepted() != result.sent() || result.sent() == 0) {
            throw new BenchFailed(
                    "Of " + result.sent() + " webhooks only " + result.accepted()
                            + " were accepted; refused by status: " + result.refused() + ", unanswered: "
                            + result.unanswered() + ".",
                    "The program's log tells why.");
        }
    }
}
