package io.stockrelay.platform;

/**
 * The order in which parts start, and in reverse stop: what hands work over stops before what takes it.
 *
 * <p>Stopping: the web server lets requests in progress finish, then Camel's routes, then these from the last to the
 * first, then (as ordinary beans) the connection pool and last of all PostgreSQL. Use as
 * {@code SmartLifecycle.getPhase()}: {@code return StartOrder.WRITERS.phase();}.
 */
public enum StartOrder {
    /** The embedded message broker: stops after everything that sends or receives. */
    BROKER(1_000),
    /** The embedded file server. */
    FILE_SERVER(2_000),
    /** What writes to the database in batches (the ledger's writers): finishes what was handed over, then stops. */
    WRITERS(3_000),
    /** What works off tables in the background (publishing, expiry, schedules). */
    WORKERS(4_000),
    /** Camel's routes; the number is Camel's own ({@code SpringCamelContext.getPhase}), the web server follows it. */
    ROUTES(Integer.MAX_VALUE - 2_049),
    /**
     * What calls out through routes. Camel runs its routes only when Spring has started everything, whatever the phases
     * say, so {@link CallersStart} starts these after that; they stop before the web server and the routes do.
     */
    CALLERS(Integer.MAX_VALUE - 2_047);

    private final int phase;

    StartOrder(int phase) {
        this.phase = phase;
    }

    /** What {@code SmartLifecycle.isAutoStartup()} says: whether Spring starts it in its turn. */
    public boolean isInTurn() {
        return this != CALLERS;
    }

    /** The number for {@code SmartLifecycle.getPhase()}. */
    public int phase() {
        return phase;
    }
}
