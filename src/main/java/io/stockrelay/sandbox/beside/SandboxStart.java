package io.stockrelay.sandbox.beside;

import io.stockrelay.platform.StartRefused;
import io.stockrelay.sandbox.Pacing;
import io.stockrelay.sandbox.SandboxServer;
import io.stockrelay.sandbox.SandboxSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts the simulated channels before the configuration is read, so that {@code ${STOCKRELAY_SANDBOX}} in it is their
 * address, whatever port they got.
 */
public final class SandboxStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ADDRESS = "STOCKRELAY_SANDBOX";
    private static final int PORT_DEFAULT = 8090;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        boolean isWanted = environment.getProperty("stockrelay.sandbox.enabled", Boolean.class, true);
        if (!isWanted || environment.containsProperty(ADDRESS)) {
            return;
        }
        var server = start(environment);
        context.getBeanFactory().registerSingleton("sandboxServer", server);
        context.addApplicationListener(event -> {
            if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                server.close();
            }
        });
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "sandbox", Map.of(ADDRESS, server.address().toString())));
    }

    /** Alone, without a program beside it. */
    public static SandboxServer serve(int port) {
        return start(new StandardEnvironment(), port);
    }

    private static SandboxServer start(Environment environment) {
        return start(environment, environment.getProperty("stockrelay.sandbox.port", Integer.class, PORT_DEFAULT));
    }

    private static SandboxServer start(Environment environment, int port) {
        try {
            return SandboxServer.start(settings(environment, port));
        } catch (IOException e) {
            throw new StartRefused(
                    "The simulated shops cannot listen on port " + port + ": " + rootMessage(e) + ".",
                    "Nothing was started.",
                    "Choose another port with --set stockrelay.sandbox.port=N (sandbox serve: --port N; 0 means any free"
                            + " one), or stop the program that has it; --no-sandbox does without.",
                    e);
        }
    }

    private static String rootMessage(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** The sample company's accounts; the secrets are the defaults that config/stockrelay.yaml has for the sandbox. */
    private static SandboxSettings settings(Environment environment, int port) {
        return new SandboxSettings(
                port,
                new SandboxSettings.Shopify(
                        "shopify",
                        "acme-outdoor",
                        environment.getProperty("STOCKRELAY_SHOPIFY_TOKEN", "sandbox-shopify-token"),
                        pacing(environment, new Pacing(2_000, 100)),
                        environment.getProperty("STOCKRELAY_SHOPIFY_SECRET", SandboxSettings.SHOPIFY_SECRET)),
                new SandboxSettings.Amazon(
                        "amazon",
                        "A1ACMEOUTDOOR",
                        List.of("A1PA6795UKMFR9"),
                        environment.getProperty("STOCKRELAY_AMAZON_CLIENT_ID", "sandbox-amazon-client"),
                        environment.getProperty("STOCKRELAY_AMAZON_CLIENT_SECRET", "sandbox-amazon-secret"),
                        environment.getProperty("STOCKRELAY_AMAZON_REFRESH_TOKEN", "sandbox-amazon-refresh"),
                        Duration.ofHours(1),
                        pacing(environment, new Pacing(5, 5))),
                new SandboxSettings.Dealer(
                        "dealer-portal",
                        environment.getProperty("STOCKRELAY_DEALER_TOKEN", "sandbox-dealer-token"),
                        pacing(environment, new Pacing(20, 10))),
                environment.getProperty("STOCKRELAY_BERGWERK_SECRET", SandboxSettings.NOTICE_SECRET));
    }

    private static Pacing pacing(Environment environment, Pacing published) {
        return environment.getProperty("stockrelay.sandbox.unpaced", Boolean.class, false) ? Pacing.LIFTED : published;
    }
}
