package io.stockrelay.notice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.retention.Expiring.Step;
import io.stockrelay.testkit.TestPostgres;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class OldNoticesIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private static final Instant LIMIT = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void what_ended_long_ago_goes_unless_it_waits_or_may_be_replayed() {
        notice("sent", "SENT", "2026-11-21T09:59Z");
        notice("given-up", "GIVEN_UP", "2026-11-21T09:58Z");
        notice("replayable", "GIVEN_UP", "2026-11-21T09:57Z");
        notice("young", "SENT", "2026-11-21T10:00Z");
        notice("waiting", "WAITING", null);
        letter("replayable", "OPEN");
        letter("given-up", "DISCARDED");
        var notices = new OldNotices(new JdbcTemplate(DB.dataSource()));

        assertThat(notices.removeBefore(LIMIT, 1)).isEqualTo(new Step(1, false));
        assertThat(notices.removeBefore(LIMIT, 100)).isEqualTo(new Step(1, true));

        assertThat(left()).containsExactly("replayable", "waiting", "young");
    }

    private static List<String> left() {
        return DB.jdbc()
                .sql("select reservation from notice order by 1")
                .query(String.class)
                .list();
    }

    private static void notice(String reservation, String state, @Nullable String endedAt) {
        DB.jdbc()
                .sql(
                        "insert into notice (id, party, reservation, type, payload, state, made_at, next_at, ended_at)"
                                + " values (gen_random_uuid(), 'account:dealer', ?, 't', '{}', ?, now(), now(), ?::timestamptz)")
                .params(java.util.Arrays.asList(reservation, state, endedAt))
                .update();
    }

    private static void letter(String reservation, String state) {
        DB.jdbc()
                .sql(
                        "insert into dead_letter (part_key, direction, party, step, cause, message, line, listing, generation,"
                                + " attempts, state, first_at, last_at)"
                                + " select gen_random_uuid(), 'NOTICE', party, 'PUBLISH', 'c', 'm', 0, pk, 'g', 1, ?, now(), now()"
                                + " from notice where reservation = ?")
                .params(state, reservation)
                .update();
    }
}
