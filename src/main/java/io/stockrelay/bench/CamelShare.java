package io.stockrelay.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * What Camel adds to a webhook: CPU time of the real route, made from the real template, with steps that do nothing, less
 * that of calling the same steps directly. Exchange, unit of work, error handler and pipeline are all in it.
 */
final class CamelShare {

    private static final int CALLS = 100_000;
    private static final List<String> STEPS = List.of("webhookGate", "webhookIntake", "webhookAnswer");
    private static final List<String> OTHER_BEANS =
            List.of("webhookFailure", "webhookToQueue", "webhookQueued", "undeliverable");
    private static final List<String> FILES =
            List.of("templates/failures.camel.yaml", "templates/webhook.camel.yaml", "sources/erp.camel.yaml");

    private final List<Processor> steps = List.of(exchange -> {}, exchange -> {}, exchange -> {});
    private final Engine engine = new Engine();

    private CamelShare() {}

    /** Microseconds of CPU for each call, by round. */
    static List<Double> measure(Path home, BenchPlan plan) throws IOException {
        var share = new CamelShare();
        try (var context = new DefaultCamelContext()) {
            share.start(context, home);
            var rounds = new ArrayList<Double>();
            for (int i = 0; i < plan.warmUps() + plan.rounds(); i++) {
                double without = share.micros(share::direct);
                double with = share.micros(share::routed);
                if (i >= plan.warmUps()) {
                    rounds.add(with - without);
                }
            }
            return rounds;
        }
    }

    private void start(CamelContext context, Path home) throws IOException {
        var registry = context.getRegistry();
        registry.bind("platform-http-engine", engine);
        for (int i = 0; i < STEPS.size(); i++) {
            registry.bind(STEPS.get(i), steps.get(i));
        }
        OTHER_BEANS.forEach(name -> registry.bind(name, (Processor) exchange -> {}));
        try {
            for (var file : FILES) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(
                                context, "file:" + home.resolve("routes").resolve(file)));
            }
            context.start();
        } catch (Exception e) { // Camel declares no narrower type
            throw new IOException("the route of the webhook does not start by itself: " + e.getMessage(), e);
        }
    }

    private interface Calls {
        void make(int count) throws Exception; // a Processor declares no narrower type
    }

    private double micros(Calls calls) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        try {
            long before = threads.getCurrentThreadCpuTime();
            calls.make(CALLS);
            return (threads.getCurrentThreadCpuTime() - before) / 1e3 / CALLS;
        } catch (Exception e) { // a Processor declares no narrower type
            throw new IOException("a call of the route failed: " + e.getMessage(), e);
        }
    }

    private void direct(int count) throws Exception {
        var exchange = new DefaultExchange(engine.consumer().getEndpoint().getCamelContext());
        for (int i = 0; i < count; i++) {
            for (var step : steps) {
                step.process(exchange);
            }
        }
    }

    /** As the program's own consumer of webhooks does it. */
    private void routed(int count) throws Exception {
        var consumer = engine.consumer();
        for (int i = 0; i < count; i++) {
            var exchange = consumer.createExchange(true);
            exchange.setPattern(ExchangePattern.InOut);
            exchange.setIn(new DefaultMessage(exchange));
            consumer.createUoW(exchange);
            consumer.getProcessor().process(exchange);
            requireNoFailure(exchange);
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
        }
    }

    private static void requireNoFailure(Exchange exchange) throws Exception {
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    /** Stands in for the web server and keeps the route's entrance. */
    private static final class Engine implements PlatformHttpEngine {

        private @Nullable DefaultConsumer entrance;

        @Override
        public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
            var made = new Entrance(endpoint, processor);
            entrance = made;
            return made;
        }

        @Override
        public int getServerPort() {
            return 0;
        }

        DefaultConsumer consumer() {
            return Objects.requireNonNull(entrance, "the template webhook reads from platform-http");
        }
    }

    private static final class Entrance extends DefaultConsumer implements PlatformHttpConsumer, Consumer {
        Entrance(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        public PlatformHttpEndpoint getEndpoint() {
            return (PlatformHttpEndpoint) super.getEndpoint();
        }
    }
}
