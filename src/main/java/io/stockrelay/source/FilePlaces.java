package io.stockrelay.source;

import io.stockrelay.source.FileRuns.Taken;
import io.stockrelay.stock.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Where a file belongs when its run has ended or is held, under which name, and with which result beside it. */
final class FilePlaces {

    private static final Set<Outcome> NOT_TAKEN = Set.of(Outcome.DEAD_LETTER, Outcome.CONFLICT);

    private final FileRunStore store;
    private final FileReport report;

    FilePlaces(FileRunStore store) {
        this.store = store;
        this.report = new FileReport(store);
    }

    Taken of(FileRun run, Path workFolder) throws IOException {
        return new Taken(run, folder(run), name(run), report.write(run, workFolder));
    }

    private static String folder(FileRun run) {
        return switch (run.state()) {
            case HELD -> FileRuns.HELD;
            case REFUSED, REJECTED -> run.decidedBy() == null ? FileRuns.FAILED : FileRuns.HELD;
            case DONE -> run.decidedBy() != null ? FileRuns.HELD : isTaken(run) ? FileRuns.DONE : FileRuns.FAILED;
            case STAGING, APPLYING -> throw new IllegalStateException("run " + run.id() + " is not finished");
        };
    }

    private static boolean isTaken(FileRun run) {
        return run.counts().keySet().stream().anyMatch(outcome -> !NOT_TAKEN.contains(outcome));
    }

    /** What came before under this name is not overwritten. */
    private String name(FileRun run) {
        if (!store.isNameTaken(run.source(), run.fileName(), run.id())) {
            return run.fileName();
        }
        String id = run.id().toString();
        String mark = "." + id.substring(id.length() - 8);
        int dot = run.fileName().lastIndexOf('.');
        return dot <= 0
                ? run.fileName() + mark
                : run.fileName().substring(0, dot) + mark + run.fileName().substring(dot);
    }
}
