package io.stockrelay.camel;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;

/**
 * Gives {@code platform-http:/webhooks/…} its own consumer. The stock one reads the whole body before any step can
 * refuse it, decodes it to text (a signature is made over bytes), and works on a pool of eight threads.
 */
final class WebhookEngine implements PlatformHttpEngine {

    private static final String WEBHOOKS = "/webhooks/";

    private final int port;
    private final WebhookEntrances entrances;

    WebhookEngine(int port, WebhookEntrances entrances) {
        this.port = port;
        this.entrances = entrances;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return endpoint.getPath().startsWith(WEBHOOKS)
                ? new WebhookConsumer(endpoint, processor, entrances)
                : new SpringBootPlatformHttpConsumer(endpoint, processor, Runnable::run);
    }

    @Override
    public int getServerPort() {
        return port;
    }
}
