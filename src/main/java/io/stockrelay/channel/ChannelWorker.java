package io.stockrelay.channel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that runs one channel: turn after turn, woken by marks of this process, polling for those of others. */
final class ChannelWorker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ChannelWorker.class);
    private static final Duration POLL_FIRST = Duration.ofMillis(20);
    private static final Duration POLL_MAX = Duration.ofMillis(250);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final String name;
    private final ChannelTurn turn;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean isStopping;
    private Duration poll = POLL_FIRST;
    private boolean isInTrouble;

    ChannelWorker(String name, ChannelTurn turn) {
        this.name = name;
        this.turn = turn;
    }

    void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    void changed() {
        turn.changed();
        wake();
    }

    void stop() {
        isStopping = true;
        wake();
    }

    @Override
    public void run() {
        while (!isStopping) {
            try {
                await(turnSafely());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whatever goes wrong here (the database away, say) the channel goes on when it is over: nothing is lost, all is stored. */
    private Duration turnSafely() {
        try {
            var rest = turn.take();
            isInTrouble = false;
            return length(rest);
        } catch (RuntimeException e) {
            if (!isInTrouble) {
                log.warn("event=channel-interrupted channel={} cause=\"{}\"", name, e.toString());
                log.debug("event=channel-interrupted channel={}", name, e);
            }
            isInTrouble = true;
            return AFTER_TROUBLE;
        }
    }

    private Duration length(ChannelTurn.Rest rest) {
        return switch (rest.kind()) {
            case WORKED -> {
                poll = POLL_FIRST;
                yield Duration.ZERO;
            }
            case IDLE -> {
                var now = poll;
                poll = poll.multipliedBy(2).compareTo(POLL_MAX) > 0 ? POLL_MAX : poll.multipliedBy(2);
                yield now;
            }
            case HELD_UP -> rest.atMost().compareTo(POLL_FIRST) < 0 ? POLL_FIRST : rest.atMost();
            case PAUSED, ELSEWHERE -> rest.atMost();
        };
    }

    private void await(Duration length) throws InterruptedException {
        if (!length.isZero() && wake.tryAcquire(length.toMillis(), TimeUnit.MILLISECONDS)) {
            poll = POLL_FIRST;
        }
    }
}
