package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.EndedInFlight;
import io.stockrelay.channel.Listing;
import io.stockrelay.channel.ListingSeed;
import io.stockrelay.channel.Listings;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Listings as rows; the configured ones are compared and adopted by sets, never one by one. */
final class JdbcListings implements Listings {

    private static final int CHUNK = 20_000;
    private static final int FETCH = 5_000;
    private static final String SHOWN = "select " + Rows.LISTING + ", l.confirmed_at, l.explanation,"
            + " l.in_flight_since, l.in_flight_ended_units, l.in_flight_ended_at, l.in_flight_ended_by,"
            + " (select p.state from publication p where p.listing = l.id) as state from listing l ";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    JdbcListings(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public Adopted adopt(ChannelId channel, Stream<ListingSeed> seeds, Generation generation, Instant now) {
        return Objects.requireNonNull(transactions.execute(status -> {
            // Two nodes that start together adopt one after the other.
            Bound.on(jdbc, "select id from channel where id = ? for update")
                    .text(channel.value())
                    .rows((row, number) -> row.getString(1));
            jdbc.execute(ListingSql.STAGING);
            stage(seeds);
            jdbc.execute("analyze listing_seed");
            long added = adopt(ListingSql.ADD, channel, now);
            long changed = adopt(ListingSql.CHANGE, channel, now);
            long retired = adopt(ListingSql.RETIRE, channel, now);
            Bound.on(jdbc, ListingSql.FORGET).text(channel.value()).update();
            markAll(channel, generation, now);
            return new Adopted(added, changed, retired);
        }));
    }

    private long adopt(String statement, ChannelId channel, Instant now) {
        return Bound.on(jdbc, statement)
                .text(channel.value())
                .time(now)
                .rows((row, number) -> row.getLong(1))
                .get(0);
    }

    private void markAll(ChannelId channel, Generation generation, Instant now) {
        int isNew = Bound.on(jdbc, "update channel set generation = ? where id = ? and generation is distinct from ?")
                .text(generation.value())
                .text(channel.value())
                .text(generation.value())
                .update();
        if (isNew > 0) {
            Bound.on(jdbc, ListingSql.MARK_ALL)
                    .time(now)
                    .time(now)
                    .text(channel.value())
                    .update();
        }
    }

    private void stage(Stream<ListingSeed> seeds) {
        var chunk = new ArrayList<ListingSeed>(CHUNK);
        seeds.forEachOrdered(seed -> {
            chunk.add(seed);
            if (chunk.size() == CHUNK) {
                stage(chunk);
                chunk.clear();
            }
        });
        stage(chunk);
    }

    private void stage(List<ListingSeed> chunk) {
        Bound.on(jdbc, ListingSql.STAGE)
                .texts(chunk, seed -> seed.sku().value())
                .texts(chunk, seed -> {
                    var location = seed.location();
                    return location == null ? null : location.value();
                })
                .texts(chunk, seed -> Rows.json(new TreeMap<>(seed.external())))
                .update();
    }

    @Override
    public void forEach(Consumer<Listing> each) {
        transactions.executeWithoutResult(
                status -> { // a cursor, so that a million listings never are in memory twice
                    var streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
                    streaming.setFetchSize(FETCH);
                    streaming.query("select " + Rows.LISTING + " from listing l where l.retired_at is null", row -> {
                        each.accept(Rows.listing(row));
                    });
                });
    }

    @Override
    public List<Shown> of(ChannelId channel, Sku sku) {
        return Bound.on(jdbc, SHOWN + "where l.channel = ? and l.sku = ? and l.retired_at is null order by l.id")
                .text(channel.value())
                .text(sku.value())
                .rows((row, number) -> shown(row));
    }

    @Override
    public List<Shown> page(ChannelId channel, long afterId, int limit) {
        return Bound.on(jdbc, SHOWN + "where l.channel = ? and l.id > ? and l.retired_at is null order by l.id limit ?")
                .text(channel.value())
                .number(afterId)
                .number(Math.min(limit, PAGE_MAX))
                .rows((row, number) -> shown(row));
    }

    @Override
    public Optional<Shown> find(long id) {
        return Bound.on(jdbc, SHOWN + "where l.id = ?").number(id).rows((row, number) -> shown(row)).stream()
                .findFirst();
    }

    @Override
    public List<Long> open(ChannelId channel, List<Long> ids, String who, Instant now) {
        return Bound.on(
                        jdbc,
                        "update listing set opened_by = ?, opened_at = ? where channel = ? and id = any(?)"
                                + " and opened_at is null and retired_at is null returning id")
                .text(who)
                .time(now)
                .text(channel.value())
                .longs(ids, id -> id)
                .rows((row, number) -> row.getLong(1));
    }

    @Override
    public boolean endInFlight(long id, String who, Instant now) {
        return Bound.on(jdbc, ListingSql.END_IN_FLIGHT)
                        .time(now)
                        .text(who)
                        .number(id)
                        .update()
                > 0;
    }

    private static Shown shown(ResultSet row) throws SQLException {
        return new Shown(
                Rows.listing(row),
                Rows.holding(row),
                Bound.instant(row, "confirmed_at"),
                row.getString("explanation"),
                row.getString("state"),
                Bound.instant(row, "in_flight_since"),
                ended(row));
    }

    private static @Nullable EndedInFlight ended(ResultSet row) throws SQLException {
        var at = Bound.instant(row, "in_flight_ended_at");
        return at == null
                ? null
                : new EndedInFlight(row.getLong("in_flight_ended_units"), at, row.getString("in_flight_ended_by"));
    }
}
