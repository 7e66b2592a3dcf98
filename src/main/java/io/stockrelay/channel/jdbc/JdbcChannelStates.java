package io.stockrelay.channel.jdbc;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.channel.ChannelState;
import io.stockrelay.channel.ChannelStates;
import io.stockrelay.channel.ChannelStatus;
import io.stockrelay.channel.Health;
import io.stockrelay.channel.Pace;
import io.stockrelay.channel.Waiting;
import io.stockrelay.shared.ChannelId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Channel states as rows. */
final class JdbcChannelStates implements ChannelStates {

    private static final TypeReference<Pace> PACE = new TypeReference<>() {};
    private static final String CREATE = """
            insert into channel (id, paused, changed_by, changed_at)
            select id, paused, 'first start', ? from unnest(?::text[], ?::bool[]) as c(id, paused)
            on conflict (id) do nothing
            """;
    private static final String LEASE = """
            update channel set owner = ?, lease_until = ?
            where id = ? and (owner is null or lease_until <= ? or split_part(owner, '/', 1) = split_part(?, '/', 1))
            returning paused, failures, blocked_until, blocked_reason, pace, last_confirmed_at
            """;
    private static final String TAKE_OVER = """
            update publication set claimed_until = ?
            where channel = ? and state = 'SENDING' and claimed_by <> ?
              and split_part(claimed_by, '/', 1) = split_part(?, '/', 1)
            """;
    private static final String REMEMBER = """
            update channel set failures = ?, blocked_until = ?, blocked_reason = ?, pace = ?::jsonb,
              last_confirmed_at = greatest(last_confirmed_at, ?)
            where id = ?
            """;
    private static final String STATUS = """
            select c.id, c.paused, c.changed_by, c.changed_at, c.last_confirmed_at, c.failures, c.blocked_until,
              c.blocked_reason, c.pace, case when c.lease_until > ? then c.owner end as owner,
              (select count(*) from listing l where l.channel = c.id and l.retired_at is null) as listings,
              (select count(*) from listing l where l.channel = c.id and l.retired_at is null
                 and l.confirmed_at is null) as never_confirmed,
              p.fresh, p.zeros, p.decreases, p.increases, p.sending, p.failed, p.oldest
            from channel c cross join lateral (
              select count(*) filter (where state = 'PENDING' and urgency = 0) as fresh,
                count(*) filter (where state = 'PENDING' and urgency = 1) as zeros,
                count(*) filter (where state = 'PENDING' and urgency = 2) as decreases,
                count(*) filter (where state = 'PENDING' and urgency = 3) as increases,
                count(*) filter (where state = 'SENDING') as sending,
                count(*) filter (where state = 'FAILED') as failed,
                min(marked_at) filter (where state <> 'FAILED') as oldest
              from publication where channel = c.id) p
            order by c.id
            """;

    private static final String WAITING = """
            select channel, count(*) filter (where state = 'PENDING') as pending,
              count(*) filter (where state = 'SENDING') as sending,
              count(*) filter (where state = 'FAILED') as failed,
              min(marked_at) filter (where state <> 'FAILED') as oldest
            from publication group by channel
            """;

    private final JdbcTemplate jdbc;

    JdbcChannelStates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void create(List<ChannelSettings> channels, Instant now) {
        Bound.on(jdbc, CREATE)
                .time(now)
                .texts(channels, channel -> channel.id().value())
                .flags(channels, channel -> channel.start() == ChannelSettings.Start.PAUSED)
                .update();
    }

    @Override
    public Optional<ChannelState> lease(ChannelId channel, String owner, Instant now, Instant until) {
        return Bound.on(jdbc, LEASE)
                .text(owner)
                .time(until)
                .text(channel.value())
                .time(now)
                .text(owner)
                .rows((row, number) -> state(row))
                .stream()
                .findFirst();
    }

    @Override
    public int takeOver(ChannelId channel, String owner, Instant now) {
        return Bound.on(jdbc, TAKE_OVER)
                .time(now)
                .text(channel.value())
                .text(owner)
                .text(owner)
                .update();
    }

    @Override
    public void yield(ChannelId channel, String owner) {
        Bound.on(jdbc, "update channel set owner = null, lease_until = null where id = ? and owner = ?")
                .text(channel.value())
                .text(owner)
                .update();
    }

    @Override
    public void remember(ChannelId channel, Health health, Pace pace, Instant now) {
        Bound.on(jdbc, REMEMBER)
                .number(health.failures())
                .time(health.blockedUntil())
                .text(health.reason())
                .text(Rows.json(pace))
                .time(health.lastConfirmedAt())
                .text(channel.value())
                .update();
    }

    @Override
    public boolean pause(ChannelId channel, boolean isPaused, String who, Instant now) {
        return Bound.on(jdbc, "update channel set paused = ?, changed_by = ?, changed_at = ? where id = ?")
                        .flag(isPaused)
                        .text(who)
                        .time(now)
                        .text(channel.value())
                        .update()
                > 0;
    }

    @Override
    public void unblock(ChannelId channel) {
        Bound.on(jdbc, "update channel set failures = 0, blocked_until = null, blocked_reason = null where id = ?")
                .text(channel.value())
                .update();
    }

    @Override
    public List<ChannelStatus> status(Instant now) {
        return Bound.on(jdbc, STATUS).time(now).rows((row, number) -> status(row));
    }

    @Override
    public Map<ChannelId, Waiting> waiting() {
        var found = new HashMap<ChannelId, Waiting>();
        Bound.on(jdbc, WAITING).rows((row, number) -> found.put(new ChannelId(row.getString("channel")), waiting(row)));
        return found;
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong("pending"), row.getLong("sending"), row.getLong("failed"), Bound.instant(row, "oldest"));
    }

    private static ChannelState state(ResultSet row) throws SQLException {
        var health = new Health(
                row.getInt("failures"),
                Bound.instant(row, "blocked_until"),
                row.getString("blocked_reason"),
                Bound.instant(row, "last_confirmed_at"));
        return new ChannelState(row.getBoolean("paused"), health, Rows.readOptional(row.getString("pace"), PACE));
    }

    private static ChannelStatus status(ResultSet row) throws SQLException {
        return new ChannelStatus(
                new ChannelId(row.getString("id")),
                row.getBoolean("paused"),
                row.getString("changed_by"),
                Rows.time(row, "changed_at"),
                row.getLong("listings"),
                row.getLong("never_confirmed"),
                row.getLong("fresh"),
                row.getLong("zeros"),
                row.getLong("decreases"),
                row.getLong("increases"),
                row.getLong("sending"),
                row.getLong("failed"),
                Bound.instant(row, "oldest"),
                Bound.instant(row, "last_confirmed_at"),
                Bound.instant(row, "blocked_until"),
                row.getString("blocked_reason"),
                Rows.readOptional(row.getString("pace"), PACE),
                row.getString("owner"));
    }
}
