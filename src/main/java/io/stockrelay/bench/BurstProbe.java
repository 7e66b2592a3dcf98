package io.stockrelay.bench;

import io.stockrelay.sandbox.load.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One more sender during a burst that looks at its answers closely: is there a Retry-After with every refusal? */
final class BurstProbe {

    /** Its calls are numbered from here, apart from those of the load. */
    static final long FIRST = 1_000_000_000;

    private static final long PAUSE_NANOS = 20_000_000;

    private final URI target;
    private final String secret;
    private final BurstLoad.Body body;
    private final BurstRecord record;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong next = new AtomicLong(FIRST);
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong refusedWithoutRetryAfter = new AtomicLong();
    private volatile boolean isOver;

    BurstProbe(URI target, String secret, BurstLoad.Body body, BurstRecord record, Clock clock) {
        this.target = target;
        this.secret = secret;
        this.body = body;
        this.record = record;
        this.clock = clock;
    }

    long refused() {
        return refused.get();
    }

    long refusedWithoutRetryAfter() {
        return refusedWithoutRetryAfter.get();
    }

    /** Sends one after the other until {@link #end}. */
    Thread begin() {
        var thread = new Thread(this::work, "burst-probe");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    void end(Thread thread) throws InterruptedException {
        isOver = true;
        thread.join();
    }

    /** Sends until one is accepted, and tells how long that took. */
    Duration untilAccepted(Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < limit.toNanos()) {
            if (send() == 202) {
                return Duration.ofNanos(System.nanoTime() - start);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return limit;
    }

    private void work() {
        try {
            while (!isOver) {
                send();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** 0 where nothing came back; such a call may have been taken and is left out of the record. */
    private int send() throws InterruptedException {
        long call = next.getAndIncrement();
        var id = "probe-" + call;
        var content = body.of(call);
        long timestamp = clock.instant().getEpochSecond();
        var request = HttpRequest.newBuilder(target)
                .timeout(Duration.ofSeconds(40))
                .header("content-type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", new WebhookSigner(secret).sign(id, timestamp, content))
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            record.answered(call, answer.statusCode());
            if (answer.statusCode() == 429 || answer.statusCode() == 503) {
                refused.incrementAndGet();
                if (answer.headers().firstValue("retry-after").isEmpty()) {
                    refusedWithoutRetryAfter.incrementAndGet();
                }
            }
            return answer.statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
