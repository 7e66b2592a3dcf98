package io.stockrelay.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A floor: one statement over and over on several connections, each execution its own durable commit, nothing around it.
 * The tables are the narrowest that can do it.
 */
final class BareStatements implements Side {

    static final int SINGLE_CONNECTIONS = 8;
    static final int BATCH_CONNECTIONS = 2;
    static final int BATCH = 500;

    private static final String ONE = """
            with e as (
                insert into floor.event(source, event_id, sku, loc, delta) values (1, ?, ?, ?, 1)
                on conflict do nothing returning sku, loc, delta)
            insert into floor.balance as b(sku, loc, qty) select sku, loc, delta from e
            on conflict (sku, loc) do update set qty = b.qty + excluded.qty, version = b.version + 1
            """;
    private static final String MANY = """
            with e as (
                insert into floor.event(source, event_id, sku, loc, delta)
                select 1, event_id, sku, loc, 1 from unnest(?::int8[], ?::int4[], ?::int4[]) as r(event_id, sku, loc)
                on conflict do nothing returning sku, loc, delta)
            insert into floor.balance as b(sku, loc, qty)
            select sku, loc, sum(delta) from e group by sku, loc order by sku, loc
            on conflict (sku, loc) do update set qty = b.qty + excluded.qty, version = b.version + 1
            """;

    private final BenchDatabase database;
    private final Duration slice;
    private final Keys keys;
    private final int connections;
    private final int batch;
    private final AtomicLong next;

    private BareStatements(
            BenchDatabase database, Duration slice, Keys keys, int connections, int batch, AtomicLong next) {
        this.database = database;
        this.slice = slice;
        this.keys = keys;
        this.connections = connections;
        this.batch = batch;
        this.next = next;
    }

    /** A row each, on eight connections. */
    static BareStatements single(BenchDatabase database, Duration slice, Keys keys, AtomicLong ids) {
        return new BareStatements(database, slice, keys, SINGLE_CONNECTIONS, 1, ids);
    }

    /** Five hundred rows each by arrays; two connections are fastest. */
    static BareStatements batched(BenchDatabase database, Duration slice, Keys keys, AtomicLong ids) {
        return new BareStatements(database, slice, keys, BATCH_CONNECTIONS, BATCH, ids);
    }

    /** Makes the floor's tables, with a balance for each position that will be touched. */
    static void prepare(BenchDatabase database, BenchPlan plan) throws SQLException {
        database.execute("""
                create schema if not exists floor;
                create table if not exists floor.event(source smallint, event_id bigint, sku int, loc int, delta int,
                    at timestamptz default now(), primary key (source, event_id));
                create table if not exists floor.balance(sku int, loc int, qty bigint not null,
                    version bigint not null default 1, primary key (sku, loc)) with (fillfactor = 70);
                insert into floor.balance select s, l, 1000, 1 from generate_series(0, %d) s, generate_series(1, %d) l
                    on conflict do nothing
                """.formatted(plan.skus() - 1, BenchPlan.LOCATIONS));
    }

    @Override
    public Work run() throws IOException, SQLException, InterruptedException {
        return Crew.run(connections, slice, batch, this::work);
    }

    private LatencyLog work(long deadline) throws SQLException {
        var log = new LatencyLog();
        try (var connection = database.connect()) {
            try (var statement = connection.createStatement()) {
                statement.execute("set plan_cache_mode = force_generic_plan");
            }
            try (var statement = connection.prepareStatement(batch == 1 ? ONE : MANY)) {
                for (long now = System.nanoTime(); now < deadline; ) {
                    fill(connection, statement, next.getAndAdd(batch));
                    statement.executeUpdate();
                    long after = System.nanoTime();
                    log.add(after - now);
                    now = after;
                }
            }
        }
        return log;
    }

    private void fill(Connection connection, PreparedStatement statement, long first) throws SQLException {
        if (batch == 1) {
            statement.setLong(1, first);
            statement.setInt(2, keys.sku(first));
            statement.setInt(3, keys.location(first));
            return;
        }
        var ids = new Long[batch];
        var skus = new Integer[batch];
        var locations = new Integer[batch];
        for (int i = 0; i < batch; i++) {
            ids[i] = first + i;
            skus[i] = keys.sku(first + i);
            locations[i] = keys.location(first + i);
        }
        statement.setArray(1, connection.createArrayOf("int8", ids));
        statement.setArray(2, connection.createArrayOf("int4", skus));
        statement.setArray(3, connection.createArrayOf("int4", locations));
    }
}
