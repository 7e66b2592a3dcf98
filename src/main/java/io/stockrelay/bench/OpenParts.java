package io.stockrelay.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a benchmark has started, closed in the opposite order, at the end or at Ctrl-C. */
final class OpenParts implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Progress progress;
    private boolean isClosed;

    OpenParts(Progress progress) {
        this.progress = progress;
    }

    /** Started too late, after the end, it is closed at once. */
    synchronized <T extends AutoCloseable> T add(T part) {
        if (isClosed) {
            close(part);
            throw new BenchFailed("The benchmark was stopped.", "Start it again for figures.");
        }
        parts.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) { // the rest is to be closed all the same
            progress.line("not tidied up: " + e.getMessage());
        }
    }
}
