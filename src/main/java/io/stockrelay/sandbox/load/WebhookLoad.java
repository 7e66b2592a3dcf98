package io.stockrelay.sandbox.load;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.function.LongFunction;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

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
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);
    private static final Timeout ANSWER_TIMEOUT = Timeout.ofSeconds(30);

    /** Sends by plan and returns when all calls are answered or have failed. */
    public LoadResult run(LoadPlan plan, Clock clock) throws IOException, InterruptedException {
        try (CloseableHttpClient client = client(plan.connections())) {
            return LoadRun.of(plan, () -> {
                WebhookSigner signer = new WebhookSigner(secret);
                return call -> send(client, signer, call, clock);
            });
        }
    }

    private int send(CloseableHttpClient client, WebhookSigner signer, int call, Clock clock) throws IOException {
        String id = idPrefix + call;
        String content = body.apply(call);
        long timestamp = clock.instant().getEpochSecond();
        HttpPost post = new HttpPost(target);
        post.setHeader("webhook-id", id);
        post.setHeader("webhook-timestamp", Long.toString(timestamp));
        post.setHeader("webhook-signature", signer.sign(id, timestamp, content));
        post.setEntity(new StringEntity(content, ContentType.APPLICATION_JSON));
        int status = client.execute(post, response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode();
        });
        answers.answered(call, status);
        return status;
    }

    private static CloseableHttpClient client(int connections) {
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(connections)
                .setMaxConnTotal(connections)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_TIMEOUT)
                        .setSocketTimeout(ANSWER_TIMEOUT)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(ANSWER_TIMEOUT)
                        .build())
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    /** Hears of every answer, from many threads. */
    @FunctionalInterface
    public interface Answers {
        /** For loads whose totals say enough. */
        Answers IGNORED = (call, status) -> {};

        void answered(long call, int status);
    }
}
