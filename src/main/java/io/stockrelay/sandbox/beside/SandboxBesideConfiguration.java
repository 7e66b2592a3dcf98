package io.stockrelay.sandbox.beside;

import io.stockrelay.channel.Listings;
import io.stockrelay.platform.ListeningPort;
import io.stockrelay.platform.SummaryLine;
import io.stockrelay.sandbox.SandboxServer;
import java.net.URI;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Puts the sandbox beside the program, where {@link SandboxStart} started one. */
@Configuration(proxyBeanMethods = false)
class SandboxBesideConfiguration {

    @Bean
    @Conditional(IsStarted.class)
    SmartLifecycle sandboxStock(SandboxServer sandbox, Listings listings) {
        return new SandboxStock(sandbox, listings);
    }

    @Bean
    @Conditional(IsStarted.class)
    ListeningPort sandboxPort(SandboxServer sandbox) {
        return new ListeningPort("sandbox", sandbox.port());
    }

    /** The shop tells this program of its orders, whatever port it got. */
    @Bean
    @Conditional(IsStarted.class)
    ApplicationListener<WebServerInitializedEvent> sandboxWebhooks(SandboxServer sandbox) {
        return event -> sandbox.shopify()
                .sendWebhooksTo(
                        URI.create("http://127.0.0.1:" + event.getWebServer().getPort() + "/webhooks/shopify"));
    }

    @Bean
    @Conditional(IsStarted.class)
    SummaryLine sandboxLine(SandboxServer sandbox) {
        return new SummaryLine(
                "Sandbox", sandbox.address() + "/sandbox/shopify  (simulated shops: what they show now)");
    }

    @Bean
    @Conditional(IsStarted.class)
    SummaryLine tryFirst() {
        return new SummaryLine(
                "Try first",
                "./stockrelay send webhook erp samples/erp-stock-list.json  (in a second terminal; README.md goes on)");
    }
}
