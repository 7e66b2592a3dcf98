package io.stockrelay.notice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.channel.ChannelSettings.Retry;
import io.stockrelay.channel.Reply;
import io.stockrelay.deadletter.DeadLetters.UndeliveredNotice;
import io.stockrelay.notice.NoticeTurn;
import io.stockrelay.notice.NoticeTurn.Outcome;
import io.stockrelay.reservation.PartySettings;
import io.stockrelay.reservation.PartySettings.NoticeAddress;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.reservation.Scope;
import io.stockrelay.retention.Expiring.Step;
import io.stockrelay.shared.AccountId;
import io.stockrelay.testkit.RecordingDeadLetters;
import io.stockrelay.testkit.SettableClock;
import io.stockrelay.testkit.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits to be told, and what is kept of it afterwards. */
class NoticesIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private static final Instant LIMIT = Instant.parse("2026-11-21T10:00:00Z");

    @BeforeEach
    void nothing_to_tell() {
        DB.jdbc().sql("truncate notice, dead_letter cascade").update();
    }

    @Test
    void what_ended_long_ago_goes_unless_it_waits_or_may_be_replayed() {
        notice("sent", "SENT", "2026-11-21T09:59Z");
        notice("given-up", "GIVEN_UP", "2026-11-21T09:58Z");
        notice("replayable", "GIVEN_UP", "2026-11-21T09:57Z");
        notice("young", "SENT", "2026-11-21T10:00Z");
        notice("waiting", "WAITING", null);
        letter("replayable", "OPEN");
        letter("given-up", "DISCARDED");
        var notices = new OldNotices(new JdbcTemplate(DB.dataSource()), 1_000);

        assertThat(notices.removeBefore(LIMIT, 1)).isEqualTo(new Step(1, false));
        assertThat(notices.removeBefore(LIMIT, 100)).isEqualTo(new Step(1, true));

        assertThat(left()).containsExactly("replayable", "waiting", "young");
    }

    @Test
    void of_more_than_are_kept_the_oldest_go_before_their_time() {
        for (int i = 1; i <= 5; i++) {
            notice("sent-" + i, "SENT", "2026-11-21T11:0" + i + "Z");
        }
        notice("replayable", "GIVEN_UP", "2026-11-21T11:00Z");
        notice("waiting", "WAITING", null);
        letter("replayable", "OPEN");

        assertThat(new OldNotices(new JdbcTemplate(DB.dataSource()), 3).removeBefore(LIMIT, 100))
                .isEqualTo(new Step(2, true));

        assertThat(left()).containsExactly("replayable", "sent-3", "sent-4", "sent-5", "waiting");
    }

    @Test
    void of_more_than_may_wait_for_an_account_the_oldest_become_dead_letters_and_can_be_replayed() {
        for (int i = 1; i <= 8; i++) {
            notice("for-dealer-" + i, "WAITING", null);
        }
        notice("for-other", "WAITING", null);
        DB.jdbc()
                .sql("update notice set party = 'account:other' where reservation = 'for-other'")
                .update();
        var letters = new RecordingDeadLetters();
        var notices = new JdbcNotices(new JdbcTemplate(DB.dataSource()));
        var clock = new SettableClock(LIMIT);
        var turn = turn(notices, letters, clock, Reply.answered(503, Map.of(), new byte[0]));

        assertThat(turn.take()).containsOnly(Outcome.GIVEN_UP, Outcome.LATER).hasSize(9);

        assertThat(letters.notices())
                .extracting(UndeliveredNotice::name)
                .containsExactlyInAnyOrder("t for-dealer-1", "t for-dealer-2", "t for-dealer-3");
        assertThat(letters.notices().get(0).message())
                .contains(
                        "5 newer notices or more wait for account:dealer",
                        "reservations.notices-waiting-max",
                        "replay");
        assertThat(waiting())
                .containsExactly(
                        "for-dealer-4", "for-dealer-5", "for-dealer-6", "for-dealer-7", "for-dealer-8", "for-other");

        notice("for-dealer-9", "WAITING", null);
        assertThat(turn.take()).containsExactly(Outcome.LATER); // so soon nobody looks again
        clock.forward(Duration.ofSeconds(10));
        assertThat(turn.take()).containsExactly(Outcome.GIVEN_UP); // also what waits for its next attempt
        assertThat(waiting()).doesNotContain("for-dealer-4").contains("for-dealer-9");

        assertThat(notices.again(letters.notices().get(3).notice())).isTrue();
        assertThat(turn(notices, letters, clock, Reply.answered(200, Map.of(), new byte[0]))
                        .take())
                .contains(Outcome.GIVEN_UP); // again one too many: the account has to keep up first
    }

    private static NoticeTurn turn(JdbcNotices notices, RecordingDeadLetters letters, Clock clock, Reply reply) {
        var parties = Stream.of("dealer", "other")
                .map(id -> new PartySettings(
                        Scope.ofCode("account:" + id),
                        id,
                        null,
                        Set.of(),
                        null,
                        new NoticeAddress("http://127.0.0.1:1/", List.of("secret")),
                        new AccountId(id)))
                .toList();
        var usual = ReservationSettings.of(parties);
        return new NoticeTurn(
                notices,
                new ReservationSettings(
                        usual.expiresAfter(), usual.expiresAfterMax(), usual.linesMax(), 5, usual.parties()),
                (route, request) -> reply,
                letters,
                new Retry(Duration.ofMinutes(1), 2, Duration.ofMinutes(5), 10, 0),
                clock,
                () -> 0.5);
    }

    private static List<String> waiting() {
        return DB.jdbc()
                .sql("select reservation from notice where state = 'WAITING' order by 1")
                .query(String.class)
                .list();
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
