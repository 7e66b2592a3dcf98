package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.Claimed;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What every change of publications does: lock what is still ours, and let go of what is done. */
final class PublicationTable {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    PublicationTable(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Confirmed or without need of a call; a mark that came meanwhile stays. */
    void finish(List<Claimed> done, Instant now) {
        if (done.isEmpty()) {
            return;
        }
        int removed = sql(PublicationSql.REMOVE)
                .longs(done, one -> one.listing().id())
                .longs(done, Claimed::version)
                .update();
        if (removed < done.size()) {
            sql(PublicationSql.FOLLOW)
                    .time(now)
                    .longs(done, one -> one.listing().id())
                    .longs(done, Claimed::version)
                    .update();
        }
    }

    /** Ids of those that this owner still holds. */
    Set<Long> lock(String owner, Stream<Claimed> claimed) {
        return new HashSet<>(sql(PublicationSql.LOCK)
                .longs(claimed.toList(), one -> one.listing().id())
                .text(owner)
                .rows((row, number) -> row.getLong(1)));
    }

    /** For the transaction under way: what is lost with a crash is done again. */
    void relaxDurability() {
        jdbc.execute("set local synchronous_commit = off");
    }

    Bound sql(String statement) {
        return Bound.on(jdbc, statement);
    }

    <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
