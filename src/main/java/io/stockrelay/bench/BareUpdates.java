package io.stockrelay.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongToIntFunction;

/**
 * The floor of a promise: one conditional update over and over, each its own durable commit, with nothing that says who
 * was promised what.
 *
 * @param sku which item a number is about
 */
record BareUpdates(BenchDatabase database, int connections, Duration slice, AtomicLong numbers, LongToIntFunction sku)
        implements Side {

    /** The server lets no more sessions in than about this, beside those of the program. */
    static final int CONNECTIONS_MAX = 32;

    private static final String TAKE =
            "update floor.stock set reserved = reserved + 1 where sku = ? and on_hand - reserved >= 1";

    /** Makes the floor's table, with more of each item than can be taken. */
    static void prepare(BenchDatabase database, int skus) throws SQLException {
        database.execute("""
                create schema if not exists floor;
                create table if not exists floor.stock(sku int primary key, on_hand bigint not null,
                    reserved bigint not null default 0, check (reserved <= on_hand)) with (fillfactor = 50);
                insert into floor.stock select s, 1000000000000, 0 from generate_series(0, %d) s on conflict do nothing;
                analyze floor.stock
                """.formatted(skus - 1));
    }

    @Override
    public Work run() throws IOException, SQLException, InterruptedException {
        return Crew.run(connections, slice, 1, this::work);
    }

    private LatencyLog work(long deadline) throws SQLException {
        var log = new LatencyLog();
        try (var connection = database.connect();
                var statement = connection.prepareStatement(TAKE)) {
            for (long now = System.nanoTime(); now < deadline; ) {
                statement.setInt(1, sku.applyAsInt(numbers.getAndIncrement()));
                if (statement.executeUpdate() != 1) {
                    throw new SQLException("the floor ran out of stock");
                }
                long after = System.nanoTime();
                log.add(after - now);
                now = after;
            }
        }
        return log;
    }
}
