package io.stockrelay.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockrelay.access.KeyRing;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Which calls go the short way: availability, which a shop asks for with each page it shows. */
@Configuration(proxyBeanMethods = false)
class ShortWayConfiguration {

    @Bean
    FilterRegistrationBean<ShortWay> shortWay() {
        var filter = new FilterRegistrationBean<>(new ShortWay());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    SmartInitializingSingleton shortWayOpened(
            FilterRegistrationBean<ShortWay> way,
            ObjectProvider<ShortCalls> controllers,
            KeyRing keys,
            ObjectMapper json,
            WaitingRoom waiting,
            @Value("${spring.mvc.async.request-timeout:30s}") Duration limit,
            ObjectProvider<MeterRegistry> meters) {
        return () -> way.getFilter()
                .open(
                        controllers.stream().flatMap(ShortCalls::shortCalls),
                        keys,
                        new ShortAnswers(json, waiting, limit, meters.getIfAvailable(SimpleMeterRegistry::new)));
    }
}
