package io.stockrelay.sandbox.beside;

import io.stockrelay.channel.Listings;
import io.stockrelay.sandbox.SandboxServer;
import org.springframework.context.SmartLifecycle;

/**
 * Puts the program's listings into the simulated shops, each with the number it is expected to show: a shop would still
 * know it after we were restarted.
 */
final class SandboxStock implements SmartLifecycle {

    /** Before the channel workers (4,000) send anything. */
    private static final int PHASE = 3_500;

    private final SandboxServer sandbox;
    private final Listings listings;
    private boolean running;

    SandboxStock(SandboxServer sandbox, Listings listings) {
        this.sandbox = sandbox;
        this.listings = listings;
    }

    @Override
    public void start() {
        Shelves.ofListings(listings).stock(sandbox);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
