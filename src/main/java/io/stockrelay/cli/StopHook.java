package io.stockrelay.cli;

/** Closes a part at its end, and at Ctrl-C too; once. */
final class StopHook implements AutoCloseable {

    private final AutoCloseable part;
    private final Thread hook;
    private boolean isClosed;
    private volatile boolean isStopping;

    private StopHook(AutoCloseable part) {
        this.part = part;
        this.hook = new Thread(this::stop, "stop");
    }

    static StopHook of(AutoCloseable part) {
        var made = new StopHook(part);
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
    }

    @Override
    public void close() {
        closeOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the hook itself is running
        }
    }

    /** Whether the program is being ended from outside. */
    boolean isStopping() {
        return isStopping;
    }

    private void stop() {
        isStopping = true;
        closeOnce();
    }

    private synchronized void closeOnce() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            part.close();
        } catch (Exception e) { // an AutoCloseable declares no narrower type
            throw new IllegalStateException("not tidied up: " + e.getMessage(), e);
        }
    }
}
