package io.stockrelay.deadletter;

import java.util.List;
import java.util.Optional;

/** Reads what is kept and records what people decide about it. */
public interface DeadLetterStore {

    int PAGE_MAX = 500;
    int GROUPS_MAX = 500;
    int TRAIL_MAX = 500;

    Optional<DeadLetter> find(long id);

    /** Newest first, those with a smaller id than given; at most {@link #PAGE_MAX}. */
    List<DeadLetter> list(DeadLetterFilter filter, long beforeId, int limit);

    long count(DeadLetterFilter filter);

    /** Open ones by reason, the largest group first; at most {@link #GROUPS_MAX}. */
    List<DeadLetterGroup> groups();

    /** Ids of what the filter finds, those of one key next to each other and oldest first. */
    List<Long> idsForReplay(DeadLetterFilter filter, int limit);

    Optional<StoredMessage> message(long messageId);

    Optional<byte[]> payload(long id);

    List<TrailEntry> trail(long id);

    /** Closes an open one and records it; false where it was not open any more, or failed again since it was read. */
    boolean close(DeadLetter read, DeadLetter.State state, String reason, String actor);

    /** Records an action that changed nothing. */
    void note(long id, TrailEntry.Action action, String result, String actor);
}
