package io.stockrelay.platform;

/** The program cannot start for a reason its user can mend; the message says what happened, what was not done, what to do. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param happened what happened, with the name and value at fault
     * @param notDone what was not done because of it
     * @param next what to do now
     */
    public StartRefused(String happened, String notDone, String next) {
        super(happened + "\n  " + notDone + "\n  " + next);
    }

    /** As above, keeping the technical cause for the log file. */
    public StartRefused(String happened, String notDone, String next, Throwable cause) {
        this(happened, notDone, next);
        initCause(cause);
    }
}
