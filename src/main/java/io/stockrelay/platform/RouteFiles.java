package io.stockrelay.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Loads {@code <home>/routes/**}{@code /*.camel.yaml} before Camel starts: templates first, since a route made from one
 * needs it to be there, then the rest by name. Camel's own loading has no order and fails on a folder that is not there.
 */
@Component
class RouteFiles implements CamelContextConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
    private static final String ENDING = ".camel.yaml";
    private static final int DEPTH_MAX = 10;

    private final Folders folders;

    RouteFiles(Folders folders) {
        this.folders = folders;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        var files = files(folders.home().resolve("routes"));
        files.forEach(file -> load(context, file));
        LOG.info("event=routes-loaded files={}", files.size());
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // nothing to do
    }

    static List<Path> files(Path routes) {
        if (!Files.isDirectory(routes)) {
            return List.of();
        }
        var templates = routes.resolve("templates");
        try (var found = Files.walk(routes, DEPTH_MAX)) {
            return found.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing((Path file) -> !file.startsWith(templates))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(CamelContext context, Path file) {
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
        } catch (Exception e) { // Camel declares no narrower type
            throw new StartRefused(
                    folders.home().relativize(file) + " cannot be read as routes: " + e.getMessage(),
                    "StockRelay was not started; no route ran.",
                    "Correct the file (./stockrelay check shows every problem at once), then start again.",
                    e);
        }
    }
}
