package io.stockrelay.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the progress of replays where every node sees it. */
public interface ReplayRunStore {

    void start(ReplayRun run);

    Optional<ReplayRun> find(UUID id);

    /** The newest first. */
    List<ReplayRun> latest(int limit);

    /** Records progress; true where somebody asked to cancel. */
    boolean progress(UUID id, int done, int replayed, int failed);

    void end(UUID id, ReplayRun.State state, String note);

    /** Asks a running one to stop after the item it is at; false where it is not running. */
    boolean askCancel(UUID id);
}
