package io.stockrelay.camel;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.source.FileRuns;
import io.stockrelay.source.FileRuns.Arrival;
import io.stockrelay.source.FileRuns.Taken;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.Sources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a file route: run it, write its result beside it, and what to do where that is impossible. */
final class FileSteps {

    /** Where the consumer moves the file to when the route is through, relative to the folder {@code in}. */
    static final String TARGET = "target";

    private static final Logger LOG = LoggerFactory.getLogger(FileSteps.class);
    private static final String TAKEN = "srTaken";

    private final FileRuns runs;
    private final Sources sources;
    private final FileResults results;
    private final DeadLetters deadLetters;
    private final ReceiptIds receipts;
    private final Clock clock;
    private final Path workFolder;

    FileSteps(
            FileRuns runs,
            Sources sources,
            FileResults results,
            DeadLetters deadLetters,
            ReceiptIds receipts,
            Clock clock,
            Path workFolder) {
        this.runs = runs;
        this.sources = sources;
        this.results = results;
        this.deadLetters = deadLetters;
        this.receipts = receipts;
        this.clock = clock;
        this.workFolder = workFolder;
    }

    void run(Exchange exchange) throws IOException, InterruptedException {
        var source = ExchangeNames.source(exchange);
        if (sources.isPaused(source)) {
            throw new SourcePaused(source);
        }
        var file = exchange.getMessage().getBody(File.class);
        if (file == null) {
            throw new IllegalStateException("route '" + exchange.getFromRouteId() + "' must set localWorkDirectory");
        }
        Files.createDirectories(workFolder);
        var taken =
                runs.take(new Arrival(source, exchange.getFromRouteId(), name(exchange), file.toPath()), workFolder);
        exchange.setProperty(TAKEN, taken);
        exchange.setProperty(TARGET, taken.folder() + "/" + taken.name());
    }

    void deliver(Exchange exchange) throws IOException {
        if (!(exchange.getProperty(TAKEN) instanceof Taken taken)) {
            throw new IllegalStateException("the file has not been run before its result is written");
        }
        results.deliver(taken);
        exchange.getExchangeExtension().addOnCompletion(new AfterTheMove(taken));
    }

    /** Camel moves the file when the route is through, by a completion of its own; this one comes after it. */
    private final class AfterTheMove extends SynchronizationAdapter {

        private final Taken taken;

        AfterTheMove(Taken taken) {
            this.taken = taken;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST;
        }

        @Override
        public void onComplete(Exchange exchange) {
            runs.moved(taken);
        }
    }

    /** What can pass by itself leaves the file in its folder, to be seen again; the rest is kept and moved away. */
    void fail(Exchange exchange) throws Exception {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException(), Exception.class);
        var cause = Causes.of(failure);
        if (cause.isPassing()) {
            LOG.info("file waits name=\"{}\" reason=\"{}\"", name(exchange), failure.getMessage());
            throw failure;
        }
        LOG.warn("file failed name=\"{}\"", name(exchange), failure);
        keep(exchange, cause, failure);
        exchange.setProperty(TARGET, FileRuns.FAILED + "/" + name(exchange));
    }

    /** The file itself is kept in its folder, not in the database: it may be large. */
    private void keep(Exchange exchange, CauseClass cause, Exception failure) {
        String name = name(exchange);
        var delivery = new Delivery(
                receipts.next(),
                ExchangeNames.source(exchange),
                exchange.getFromRouteId(),
                clock.instant(),
                "text/csv",
                Map.of(),
                name,
                new byte[0]);
        String message = "unexpected while taking file '" + name + "': " + failure + "; the file is in the folder "
                + FileRuns.FAILED + ", move it back to have it taken again";
        deadLetters.keep(delivery, List.of(Failure.ofWhole(Step.RECEIVE, cause, message)));
    }

    private static String name(Exchange exchange) {
        return String.valueOf(exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class));
    }
}
