package io.stockrelay.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;

class CallersStartTest {

    private static final List<String> HAPPENED = new ArrayList<>();

    /** Camel starts its routes by this event, which comes after all phases. */
    @Test
    void callers_start_after_the_routes_and_stop_before_them() {
        HAPPENED.clear();
        var application = new SpringApplication(Parts.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.run().close();
        assertThat(HAPPENED)
                .containsExactly(
                        "start of WORKERS", "routes run", "start of CALLERS", "stop of CALLERS", "stop of WORKERS");
    }

    @Configuration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        CallersStart callersStart(ObjectProvider<SmartLifecycle> parts) {
            return new CallersStart(parts);
        }

        @Bean
        SmartLifecycle caller() {
            return new Part(StartOrder.CALLERS);
        }

        @Bean
        SmartLifecycle worker() {
            return new Part(StartOrder.WORKERS);
        }

        @Bean
        ApplicationListener<ContextRefreshedEvent> routes() {
            return event -> HAPPENED.add("routes run");
        }
    }

    private static final class Part implements SmartLifecycle {
        private final StartOrder order;
        private boolean isRunning;

        Part(StartOrder order) {
            this.order = order;
        }

        @Override
        public void start() {
            HAPPENED.add("start of " + order);
            isRunning = true;
        }

        @Override
        public void stop() {
            HAPPENED.add("stop of " + order);
            isRunning = false;
        }

        @Override
        public boolean isRunning() {
            return isRunning;
        }

        @Override
        public boolean isAutoStartup() {
            return order.isInTurn();
        }

        @Override
        public int getPhase() {
            return order.phase();
        }
    }
}
