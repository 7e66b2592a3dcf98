package io.stockrelay.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a key may allow, by the names configuration uses (lower case). */
public enum Action {
    /** Ask for availability, history, states. */
    READ,
    /** Record movements; limited to one source where one is named. */
    MOVE,
    /** Promise stock; limited to one account or channel where one is named. */
    RESERVE,
    /** Set stock aside for accounts. */
    ALLOCATE,
    /** Replay and discard dead letters, pause and resume, approve what is held. */
    OPERATE,
    /** Collect metrics. */
    METRICS,
    /** All of it. */
    ALL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Action> ofCode(String code) {
        return Stream.of(values()).filter(action -> action.code().equals(code)).findFirst();
    }
}
