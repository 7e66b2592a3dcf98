package io.stockrelay.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockrelay.access.KeyRing;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which calls go the short way: promises and availability, the two that a shop makes for each page and each order. */
@Configuration(proxyBeanMethods = false)
class ShortWayConfiguration {

    /** Of each connection. Tomcat's own 8 kB would send what fifty positions are answered with in three pieces. */
    private static final String WRITTEN_AT_ONCE = "socket.appWriteBufSize";

    private static final String ANSWER_OF_FIFTY = "24576";

    @Bean
    ShortWay shortWay() {
        return new ShortWay();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> shortWayValve(ShortWay way) {
        return factory -> {
            factory.addContextValves(way);
            factory.addConnectorCustomizers(connector -> connector.setProperty(WRITTEN_AT_ONCE, ANSWER_OF_FIFTY));
        };
    }

    @Bean
    SmartInitializingSingleton shortWayOpened(
            ShortWay way,
            ObjectProvider<ShortCalls> controllers,
            KeyRing keys,
            ObjectMapper json,
            WaitingRoom waiting,
            @Value("${spring.mvc.async.request-timeout:30s}") Duration limit,
            ObjectProvider<MeterRegistry> meters) {
        return () -> way.open(
                controllers.stream().flatMap(ShortCalls::shortCalls),
                keys,
                new ShortAnswers(json, waiting, limit, meters.getIfAvailable(SimpleMeterRegistry::new)));
    }
}
