package io.stockrelay.camel.promise;

import io.stockrelay.platform.StartOrder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** A thread that takes one turn after the other and rests in between; trouble ends a turn, never the thread. */
final class RepeatedTurns implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTurns.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final BooleanSupplier turn;
    private final Duration rest;
    private final StartOrder order;
    private CountDownLatch stopping = new CountDownLatch(1);
    private Thread thread = new Thread();
    private boolean isInTrouble;
    private volatile boolean isRunning;

    /** @param turn tells whether more is waiting, so that the next one is taken at once */
    RepeatedTurns(String name, BooleanSupplier turn, Duration rest, StartOrder order) {
        this.name = name;
        this.turn = turn;
        this.rest = rest;
        this.order = order;
    }

    @Override
    public synchronized void start() {
        stopping = new CountDownLatch(1);
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
        isRunning = true;
    }

    /** Lets the turn under way finish; what it does not reach is taken up after the next start. */
    @Override
    public synchronized void stop() {
        stopping.countDown();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return order.phase();
    }

    @Override
    public boolean isAutoStartup() {
        return order.isInTurn();
    }

    private void work() {
        var stop = stopping;
        try {
            while (stop.getCount() > 0) {
                var length = safely();
                if (!length.isZero() && stop.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The database may be away, for example: all is stored, so it goes on when that is over. */
    private Duration safely() {
        try {
            boolean isMore = turn.getAsBoolean();
            isInTrouble = false;
            return isMore ? Duration.ZERO : rest;
        } catch (RuntimeException e) {
            if (!isInTrouble) {
                LOG.warn("event=turn-interrupted worker={} cause=\"{}\"", name, e.toString());
                LOG.debug("event=turn-interrupted worker={}", name, e);
            }
            isInTrouble = true;
            return AFTER_TROUBLE;
        }
    }
}
