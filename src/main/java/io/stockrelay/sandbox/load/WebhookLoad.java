package io.stockrelay.sandbox.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;

/**
 * Webhooks as an ERP sends them: JSON posts signed by Standard Webhooks over kept connections.
 *
 * @param target the webhook's address, {@code http://127.0.0.1:8080/webhooks/erp}
 * @param secret {@code whsec_…}
 * @param idPrefix makes the webhook ids of this load unlike those of another
 * @param body makes the body of a call; how many events it holds is its own business
 * @param answers hears of every answer, for a record of what was acknowledged
 */
public record WebhookLoad(URI target, String secret, String idPrefix, LongFunction<String> body, Answers answers) {

    /** Sends by plan and returns when all calls are answered or have failed. */
    public LoadResult run(LoadPlan plan, Clock clock) throws IOException, InterruptedException {
        Queue<KeptConnection> open = new ConcurrentLinkedQueue<>();
        try {
            return LoadRun.of(plan, () -> {
                WebhookSigner signer = new WebhookSigner(secret);
                KeptConnection connection = new KeptConnection(target);
                open.add(connection);
                return call -> send(connection, signer, call, clock);
            });
        } finally {
            for (KeptConnection connection : open) {
                connection.close();
            }
        }
    }

    private int send(KeptConnection connection, WebhookSigner signer, int call, Clock clock) throws IOException {
        String id = idPrefix + call;
        byte[] content = body.apply(call).getBytes(StandardCharsets.UTF_8);
        long timestamp = clock.instant().getEpochSecond();
        String headers = "Content-Type: application/json\r\nwebhook-id: " + id + "\r\nwebhook-timestamp: " + timestamp
                + "\r\nwebhook-signature: " + signer.sign(id, timestamp, content) + "\r\n";
        int status = connection.post(headers, content);
        answers.answered(call, status);
        return status;
    }

    /** Hears of every answer, from many threads. */
    @FunctionalInterface
    public interface Answers {
        /** For loads whose totals say enough. */
        Answers IGNORED = (call, status) -> {};

        void answered(long call, int status);
    }
}
