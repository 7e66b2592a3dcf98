package io.stockrelay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Where a benchmark is run: what starts the program, a folder for its data, and all that was opened meanwhile. */
public final class BenchSite implements AutoCloseable {

    private final Path model;
    private final List<String> launch;
    private final Clock clock;
    private final Progress progress;
    private final OpenParts open;
    private final Workplace workplace;

    private BenchSite(
            Path model, List<String> launch, Clock clock, Progress progress, OpenParts open, Workplace place) {
        this.model = model;
        this.launch = List.copyOf(launch);
        this.clock = clock;
        this.progress = progress;
        this.open = open;
        this.workplace = place;
    }

    /**
     * @param model the folder with the routes and mapping programs to run
     * @param work where the program's data goes; a new folder in it, removed at the end
     * @param launch the words that start the program, see {@link Launch}
     */
    public static BenchSite open(Path model, Path work, List<String> launch, Clock clock, Progress progress)
            throws IOException {
        var open = new OpenParts(progress);
        return new BenchSite(model, launch, clock, progress, open, open.add(Workplace.in(work)));
    }

    Path model() {
        return model;
    }

    List<String> launch() {
        return launch;
    }

    Clock clock() {
        return clock;
    }

    Progress progress() {
        return progress;
    }

    OpenParts open() {
        return open;
    }

    Workplace workplace() {
        return workplace;
    }

    /** Stops the program and removes what was written; also from another thread, at Ctrl-C. */
    @Override
    public void close() {
        open.close();
    }
}
