package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.Positions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Positions for whoever asks what is available: from memory as long as it is certain to be less than 50 ms behind the last
 * commit of any node, else from the database. This node's own commits are forgotten when they end; whether other nodes
 * have committed is looked up by whoever asks {@link #LOOK} after the last look, and without an answer nothing is shown
 * from memory.
 */
final class ShownPositions implements Positions, LedgerCompanion {

    static final Duration LOOK = Duration.ofMillis(15);
    static final Duration CERTAIN = Duration.ofMillis(40);
    /** A commit whose end is not known may still come about as long as the server holds its session. */
    private static final Duration IN_DOUBT = Duration.ofMinutes(2);

    private final Positions database;
    private final Beats beats;
    private final LongSupplier nanos;
    private final PositionMemory memory = new PositionMemory();
    private final ReentrantLock looking = new ReentrantLock();
    private Map<String, Long> others = Map.of();
    private boolean isTidied;
    private volatile long lookedAt;
    private volatile long doubtedUntil;

    /** @param nanos a clock that never goes back */
    ShownPositions(Positions database, Beats beats, LongSupplier nanos) {
        this.database = database;
        this.beats = beats;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong() - CERTAIN.toNanos();
        this.doubtedUntil = nanos.getAsLong();
    }

    @Override
    public Map<PositionKey, PositionView> read(Collection<PositionKey> keys) {
        return isCertain() ? memory.read(keys, database::read) : database.read(keys);
    }

    /** One looks for all: others go on as long as the last look is good, and wait for the next one after that. */
    private boolean isCertain() {
        if (nanos.getAsLong() - doubtedUntil < 0) {
            return false;
        }
        long age = sinceLook();
        if (age >= CERTAIN.toNanos()) {
            looking.lock();
        } else if (age < LOOK.toNanos() || !looking.tryLock()) {
            return true;
        }
        try {
            if (sinceLook() >= LOOK.toNanos()) {
                look();
            }
        } finally {
            looking.unlock();
        }
        return sinceLook() < CERTAIN.toNanos();
    }

    private long sinceLook() {
        return nanos.getAsLong() - lookedAt;
    }

    @Override
    public List<PositionView> of(Sku sku) {
        return database.of(sku);
    }

    @Override
    public void write(DecidedBatch batch) {
        if (!batch.touched().isEmpty()) {
            beats.raise();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    ended(batch, status);
                }
            });
        }
    }

    void ended(DecidedBatch batch, int status) {
        if (status == TransactionSynchronization.STATUS_UNKNOWN) {
            doubtedUntil = nanos.getAsLong() + IN_DOUBT.toNanos();
        }
        memory.forget(batch.touched());
    }

    /** What it finds is true of the moment it began to look. */
    private void look() {
        long began = nanos.getAsLong();
        try {
            if (!isTidied) {
                beats.forgetOld();
                isTidied = true;
            }
            var now = beats.ofOthers();
            if (!now.equals(others)) {
                others = now;
                memory.forgetAll();
            }
            lookedAt = began;
        } catch (RuntimeException away) { // then nothing is shown from memory, and the database says why
            memory.forgetAll();
        }
    }
}
