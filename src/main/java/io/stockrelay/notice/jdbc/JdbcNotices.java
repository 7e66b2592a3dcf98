package io.stockrelay.notice.jdbc;

import io.stockrelay.notice.Notice;
import io.stockrelay.notice.Notices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Notices by the database's clock; who has claimed one is the only one to write what became of it. */
final class JdbcNotices implements Notices {

    private static final String CLAIM = """
            update notice n set attempts = attempts + 1, next_at = clock_timestamp() + ? * interval '1 millisecond'
            where pk in (
                select pk from notice where state = 'WAITING' and next_at <= clock_timestamp()
                order by next_at limit ? for update skip locked)
            returning pk, id, party, reservation, type, payload, attempts
            """;
    /**
     * Due or not: most of them wait for their next attempt. One that another node is sending at this moment may be sent and
     * given up; whoever takes notices knows a repeat.
     */
    private static final String CLAIM_EXCESS = """
            update notice n set attempts = attempts + 1, next_at = clock_timestamp() + ? * interval '1 millisecond'
            where pk in (
                select w.pk from unnest(?::text[]) as p(party)
                cross join lateral (
                    select k.pk from notice k where k.party = p.party and k.state = 'WAITING'
                    order by k.pk desc offset ? limit 1) as newest_excess
                join notice w on w.party = p.party and w.state = 'WAITING' and w.pk <= newest_excess.pk
                order by w.pk limit ? for update of w skip locked)
            returning pk, id, party, reservation, type, payload, attempts
            """;

    private static final String END = """
            update notice set state = ?, ended_at = clock_timestamp() where pk = ? and state = 'WAITING' and attempts = ?
            """;
    private static final String LATER = """
            update notice set next_at = clock_timestamp() + ? * interval '1 millisecond'
            where pk = ? and state = 'WAITING' and attempts = ?
            """;
    private static final String AGAIN = """
            update notice set state = 'WAITING', attempts = 0, next_at = clock_timestamp(), ended_at = null where pk = ?
            """;

    private final JdbcTemplate jdbc;

    JdbcNotices(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Notice> claim(int max, Duration length) {
        return jdbc.query(CLAIM, JdbcNotices::notice, length.toMillis(), max);
    }

    @Override
    public List<Notice> claimExcess(Collection<String> parties, int waitingMax, int max, Duration length) {
        return jdbc.query(
                CLAIM_EXCESS, JdbcNotices::notice, length.toMillis(), parties.toArray(String[]::new), waitingMax, max);
    }

    private static Notice notice(ResultSet row, int number) throws SQLException {
        return new Notice(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7));
    }

    @Override
    public void sent(Notice notice) {
        jdbc.update(END, "SENT", notice.pk(), notice.attempts());
    }

    @Override
    public void later(Notice notice, Duration wait) {
        jdbc.update(LATER, wait.toMillis(), notice.pk(), notice.attempts());
    }

    @Override
    public void giveUp(Notice notice) {
        jdbc.update(END, "GIVEN_UP", notice.pk(), notice.attempts());
    }

    @Override
    public boolean again(long pk) {
        return jdbc.update(AGAIN, pk) == 1;
    }
}
