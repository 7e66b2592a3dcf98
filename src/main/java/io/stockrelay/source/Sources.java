package io.stockrelay.source;

import io.stockrelay.shared.SourceId;
import java.util.List;
import java.util.Optional;

/** Pauses and resumes sources and tells how they are doing; paused work waits where it is, nothing is dropped. */
public interface Sources {

    /** Answered from memory, at most a second behind the database; cheap enough for every message. */
    boolean isPaused(SourceId source);

    /** Stops taking from the source, on every node, also after a restart. */
    SourceStatus pause(SourceId source, String actor);

    SourceStatus resume(SourceId source, String actor);

    Optional<SourceStatus> status(SourceId source);

    List<SourceStatus> statuses();
}
