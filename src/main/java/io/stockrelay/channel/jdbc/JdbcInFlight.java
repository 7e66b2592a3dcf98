package io.stockrelay.channel.jdbc;

import io.stockrelay.channel.Coverage;
import io.stockrelay.channel.InFlight;
import io.stockrelay.channel.InFlightDemand;
import io.stockrelay.shared.ChannelId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Demand in flight on the rows of its listings, and one row for each channel's polls. */
final class JdbcInFlight implements InFlightDemand {

    private static final String NOTE = """
            update listing set in_flight_asked = in_flight_units, in_flight_asked_at = ?,
              in_flight_since = coalesce(in_flight_since, ?)
            where channel = ? and in_flight_units > 0 and in_flight_asked_at is null and retired_at is null
            """;
    private static final String NOTED = """
            select id, channel, sku, location, in_flight_units, in_flight_since, in_flight_asked, in_flight_asked_at
            from listing
            where channel = ? and in_flight_units > 0 and in_flight_asked_at is not null and retired_at is null
            order by in_flight_asked_at, id limit ?
            """;

    // What was consumed or noted since the decision counts: only what is still asked about ends, and only of that note.
    private static final String END = """
            with ending as (
              select l.id, l.in_flight_asked as asked
              from unnest(?::bigint[], ?::text[]) as n(id, asked_at) join listing l on l.id = n.id
              where l.in_flight_asked_at = n.asked_at::timestamptz
              order by l.id for no key update of l
            )
            update listing l set in_flight_units = l.in_flight_units - e.asked, in_flight_asked = 0,
              in_flight_since = case when l.in_flight_units > e.asked then l.in_flight_asked_at end,
              in_flight_asked_at = null,
              in_flight_ended_units = e.asked, in_flight_ended_at = ?, in_flight_ended_by = ?
            from ending e where l.id = e.id
            returning l.id, e.asked
            """;
    private static final String REMEMBER = """
            insert into order_poll as p (channel, covered_from, seen_to, begun_at, completed_at, problem)
            values (?, ?, ?, ?, ?, ?)
            on conflict (channel) do update set covered_from = excluded.covered_from, seen_to = excluded.seen_to,
              begun_at = excluded.begun_at, completed_at = excluded.completed_at, problem = excluded.problem
            """;

    private final PublicationTable rows;

    JdbcInFlight(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.rows = new PublicationTable(jdbc, transactions);
    }

    @Override
    public Optional<Coverage> coverage(ChannelId channel) {
        return rows
                .sql("select * from order_poll where channel = ? and completed_at is not null")
                .text(channel.value())
                .rows((row, number) -> coverage(row))
                .stream()
                .findFirst();
    }

    @Override
    public List<InFlight> note(ChannelId channel, Instant now) {
        rows.sql(NOTE).time(now).time(now).text(channel.value()).update();
        return rows.sql(NOTED).text(channel.value()).number(LISTINGS_MAX).rows((row, number) -> inFlight(row));
    }

    @Override
    public List<InFlight> complete(
            ChannelId channel, Coverage coverage, List<InFlight> ending, @Nullable String problem, Instant now) {
        return rows.inTransaction(() -> {
            var ended = ending.isEmpty() ? Set.<Long>of() : end(channel, coverage, ending, now);
            rows.sql(REMEMBER)
                    .text(channel.value())
                    .time(coverage.from())
                    .time(coverage.seenTo())
                    .time(coverage.begunAt())
                    .time(coverage.completedAt())
                    .text(problem)
                    .update();
            return ending.stream().filter(one -> ended.contains(one.listing())).toList();
        });
    }

    /** Publications are locked before listings, as everywhere. */
    private Set<Long> end(ChannelId channel, Coverage coverage, List<InFlight> ending, Instant now) {
        var by = "poll of the orders begun " + coverage.begunAt();
        var inOrder = ending.stream()
                .sorted(Comparator.comparingLong(InFlight::listing))
                .toList();
        rows.sql(PublicationSql.MARK)
                .time(now)
                .time(now)
                .longs(inOrder, InFlight::listing)
                .texts(inOrder, one -> channel.value())
                .texts(inOrder, one -> by)
                .update();
        return new HashSet<>(rows.sql(END)
                .longs(inOrder, InFlight::listing)
                .times(inOrder, InFlight::askedAt)
                .time(now)
                .text(by)
                .rows((row, number) -> row.getLong("id")));
    }

    @Override
    public void failed(ChannelId channel, String problem) {
        rows.sql("insert into order_poll (channel, problem) values (?, ?)"
                        + " on conflict (channel) do update set problem = excluded.problem")
                .text(channel.value())
                .text(problem)
                .update();
    }

    @Override
    public Optional<PollStatus> status(ChannelId channel) {
        return rows
                .sql("select * from order_poll where channel = ?")
                .text(channel.value())
                .rows((row, number) -> new PollStatus(
                        Bound.instant(row, "covered_from"),
                        Bound.instant(row, "begun_at"),
                        Bound.instant(row, "completed_at"),
                        row.getString("problem"),
                        ended(channel)))
                .stream()
                .findFirst();
    }

    private List<Ended> ended(ChannelId channel) {
        return rows.sql("select id, sku, in_flight_ended_units, in_flight_ended_at, in_flight_ended_by from listing"
                        + " where channel = ? and in_flight_ended_at is not null"
                        + " order by in_flight_ended_at desc, id limit " + ENDED_MAX)
                .text(channel.value())
                .rows((row, number) -> new Ended(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        Rows.time(row, "in_flight_ended_at"),
                        row.getString(5)));
    }

    private static Coverage coverage(ResultSet row) throws SQLException {
        return new Coverage(
                Rows.time(row, "covered_from"),
                Rows.time(row, "seen_to"),
                Rows.time(row, "begun_at"),
                Rows.time(row, "completed_at"));
    }

    private static InFlight inFlight(ResultSet row) throws SQLException {
        return new InFlight(
                row.getLong("id"),
                Rows.name(row),
                row.getLong("in_flight_units"),
                Rows.time(row, "in_flight_since"),
                row.getLong("in_flight_asked"),
                Rows.time(row, "in_flight_asked_at"));
    }
}
