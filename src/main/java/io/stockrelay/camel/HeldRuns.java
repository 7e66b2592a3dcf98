package io.stockrelay.camel;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.source.FileRun;
import io.stockrelay.source.FileRuns;
import io.stockrelay.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people decide about held files; approved ones are applied in the background, also after a restart. */
public final class HeldRuns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldRuns.class);
    private static final long EVERY_SECONDS = 2;

    private final FileRuns runs;
    private final Sources sources;
    private final FileResults results;
    private final Path workFolder;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(HeldRuns::thread);
    private String told = "";

    HeldRuns(FileRuns runs, Sources sources, FileResults results, Path workFolder) {
        this.runs = runs;
        this.sources = sources;
        this.results = results;
        this.workFolder = workFolder;
        timer.scheduleWithFixedDelay(this::goOn, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Empty where the run is not held any more. */
    public Optional<FileRun> approve(ReceiptId id, String actor) {
        var approved = runs.approve(id, actor);
        approved.ifPresent(run -> LOG.info("file run approved run={} actor={}", id, actor));
        return approved;
    }

    /** Empty where the run is not held any more. */
    public Optional<FileRun> reject(ReceiptId id, String actor, String reason) {
        var rejected = runs.reject(id, actor, reason);
        rejected.ifPresent(run -> LOG.info("file run rejected run={} actor={}", id, actor));
        return rejected;
    }

    private void goOn() {
        try {
            for (var run : runs.approved()) {
                if (!sources.isPaused(run.source())) {
                    Files.createDirectories(workFolder);
                    var taken = runs.goOn(run, workFolder);
                    results.deliver(taken);
                    runs.moved(taken); // its file lies there since it was held
                }
            }
            told = "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) { // tried again: what is approved stays so and is shown so
            tell(e.toString());
        }
    }

    /** Once for as long as it is the same trouble: it is met at every turn. */
    private void tell(String trouble) {
        if (!trouble.equals(told)) {
            LOG.warn("event=approved-runs-interrupted cause=\"{}\"", trouble);
        }
        told = trouble;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "held-runs");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
