package io.stockrelay.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockrelay.access.KeyRing;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands in the web server before all else: the direct way of promises, and how it refuses by itself. */
@Configuration(proxyBeanMethods = false)
class DirectWayConfiguration {

    /** Connections that wait to be accepted, when that many come at once. */
    private static final int ACCEPT_QUEUE = 200;

    @Bean
    DirectWay directWay() {
        return new DirectWay();
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> directWayFirst(
            DirectWay way, ObjectMapper json, ServerProperties settings) {
        return factory -> {
            factory.setThreadPool(ServerThreads.of(settings.getJetty().getThreads()));
            factory.addServerCustomizers(server -> {
                way.setHandler(server.getHandler());
                server.setHandler(way);
                server.setErrorHandler(new ServerProblems(json));
                lengthenQueue(server);
            });
        };
    }

    private static void lengthenQueue(Server server) {
        for (var connector : server.getConnectors()) {
            ((ServerConnector) connector).setAcceptQueueSize(ACCEPT_QUEUE);
        }
    }

    @Bean
    SmartInitializingSingleton directWayOpened(
            DirectWay way,
            ObjectProvider<DirectCalls> controllers,
            KeyRing keys,
            ObjectMapper json,
            @Value("${spring.mvc.async.request-timeout:30s}") Duration limit,
            ObjectProvider<MeterRegistry> meters) {
        return () -> way.open(
                controllers.stream().flatMap(DirectCalls::directCalls),
                keys,
                new DirectAnswers(json, limit, meters.getIfAvailable(SimpleMeterRegistry::new)));
    }
}
