package io.stockrelay.camel;

import io.stockrelay.source.SourceDirectory;
import io.stockrelay.source.Sources;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suspends the routes of paused sources and resumes them: what is paused waits on the broker or in its folder. A route
 * belongs to the source that {@link RouteSource} tells. Webhook routes keep running: they tell the sender to come again.
 */
final class SourcePauses implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePauses.class);
    private static final long EVERY_MILLIS = 500;

    private final CamelContext camel;
    private final SourceDirectory directory;
    private final Sources sources;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(SourcePauses::thread);

    SourcePauses(CamelContext camel, SourceDirectory directory, Sources sources) {
        this.camel = camel;
        this.directory = directory;
        this.sources = sources;
        timer.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void look() {
        if (!camel.isStarted()) {
            return;
        }
        for (var route : camel.getRoutes()) {
            if (!(route.getEndpoint() instanceof PlatformHttpEndpoint)) {
                RouteSource.of(camel, route)
                        .filter(source -> directory.find(source).isPresent())
                        .ifPresent(source -> follow(route, sources.isPaused(source)));
            }
        }
    }

    private void follow(Route route, boolean isPaused) {
        String id = route.getRouteId();
        var status = camel.getRouteController().getRouteStatus(id);
        try {
            if (isPaused && status == ServiceStatus.Started) {
                camel.getRouteController().suspendRoute(id);
                LOG.info("route suspended route={}", id);
            }
            if (!isPaused && status == ServiceStatus.Suspended) {
                camel.getRouteController().resumeRoute(id);
                LOG.info("route resumed route={}", id);
            }
        } catch (Exception e) { // declared by Camel; looked at again in half a second
            LOG.warn("route not switched route={} reason={}", id, e.toString());
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "source-pauses");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
