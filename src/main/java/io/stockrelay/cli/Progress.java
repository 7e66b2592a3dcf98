package io.stockrelay.cli;

import io.stockrelay.sandbox.load.WebhookLoad.Answers;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Says how far it is: in one line that changes on a terminal, in a line every five seconds otherwise. */
final class Progress implements Answers, AutoCloseable {

    private static final int SECONDS_BETWEEN_LINES = 5;

    private final PrintWriter out;
    private final long total;
    private final boolean isTerminal = System.console() != null;
    private final LongAdder done = new LongAdder();
    private final CountDownLatch over = new CountDownLatch(1);
    private final long start = System.nanoTime();
    private final Thread teller = new Thread(this::tell, "progress");

    Progress(PrintWriter out, long total) {
        this.out = out;
        this.total = total;
        teller.setDaemon(true);
        teller.start();
    }

    @Override
    public void answered(long call, int status) {
        done.increment();
    }

    private void tell() {
        try {
            while (!over.await(isTerminal ? 1 : SECONDS_BETWEEN_LINES, TimeUnit.SECONDS)) {
                String line = line(done.sum(), total, System.nanoTime() - start);
                out.print(isTerminal ? "\r" + line + "   " : line + System.lineSeparator());
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String line(long done, long total, long nanos) {
        long perSecond = done * 1_000_000_000 / Math.max(1, nanos);
        return String.format(
                Locale.ROOT,
                "%,d of %,d, %,d a second%s",
                done,
                total,
                perSecond,
                perSecond == 0 ? "" : ", " + (total - done) / perSecond + " s left");
    }

    @Override
    public void close() {
        over.countDown();
        try {
            teller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (isTerminal && System.nanoTime() - start > TimeUnit.SECONDS.toNanos(1)) {
            out.println();
            out.flush();
        }
    }
}
