package io.stockrelay.shared;

/** Why something failed, and so whether trying again can help. */
public enum CauseClass {
    TIMEOUT(true),
    CONNECTION(true),
    RATE_LIMIT(true),
    REMOTE_ERROR(true),
    LOCK(true),
    UNPARSEABLE(false),
    MAPPING(false),
    VALIDATION(false),
    CONFLICT(false),
    AUTHORISATION(false),
    REJECTED(false),
    CONFIGURATION(false),
    UNSUPPORTED(false),
    POISON(false);

    private final boolean passing;

    CauseClass(boolean passing) {
        this.passing = passing;
    }

    /** Whether the same attempt may succeed later without anybody changing anything. */
    public boolean isPassing() {
        return passing;
    }
}
