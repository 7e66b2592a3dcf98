package io.stockrelay.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockrelay.access.KeyRing;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Which calls go the short way: promises and availability, the two that a shop makes for each page and each order. */
@Configuration(proxyBeanMethods = false)
class ShortWayConfiguration {

    @Bean
    FilterRegistrationBean<ShortWay> shortWay() {
        var filter = new FilterRegistrationBean<>(new ShortWay());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    DirectWay directWay() {
        return new DirectWay();
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> directWayFirst(DirectWay way, ObjectMapper json) {
        return factory -> factory.addServerCustomizers(server -> {
            way.setHandler(server.getHandler());
            server.setHandler(way);
            server.setErrorHandler(new ServerProblems(json));
        });
    }

    @Bean
    SmartInitializingSingleton shortWayOpened(
            FilterRegistrationBean<ShortWay> shortWay,
            DirectWay directWay,
            ObjectProvider<ShortCalls> controllers,
            ObjectProvider<DirectCalls> direct,
            KeyRing keys,
            ObjectMapper json,
            WaitingRoom waiting,
            @Value("${spring.mvc.async.request-timeout:30s}") Duration limit,
            ObjectProvider<MeterRegistry> meters) {
        return () -> {
            var registry = meters.getIfAvailable(SimpleMeterRegistry::new);
            shortWay.getFilter()
                    .open(
                            controllers.stream().flatMap(ShortCalls::shortCalls),
                            keys,
                            new ShortAnswers(json, waiting, limit, registry));
            directWay.open(
                    direct.stream().flatMap(DirectCalls::directCalls), keys, new DirectAnswers(json, limit, registry));
        };
    }
}
