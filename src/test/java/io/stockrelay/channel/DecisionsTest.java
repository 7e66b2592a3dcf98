package io.stockrelay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.channel.ChannelSettings.Retry;
import io.stockrelay.channel.Reply.Reach;
import io.stockrelay.shared.CauseClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Retry RETRY = new Retry(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 5, 20);

    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 1000",
        "2, 0.5, 2000",
        "3, 0.5, 4000",
        "6, 0.5, 30000",
        "99, 0.5, 30000",
        "1, 0.0, 800",
        "1, 1.0, 1200"
    })
    void waits_grow_up_to_a_maximum_and_are_spread(int failures, double random, long millis) {
        assertThat(BackOff.after(failures, RETRY, random)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 7, 7, 0", // the first look
                "10, -, 10, 10, 0", // as expected
                "10, -, 8, 8, 2", // two vanished
                "10, -, 12, 12, 0", // somebody raised it
                "10, 7, 7, 7, 0", // applied
                "10, 7, 10, 10, 0", // not applied
                "10, 7, 6, 6, 4", // either way: the reading under which more was sold
                "5, 9, 8, 8, 1"
            })
    void reading_back_tells_what_vanished(
            @Nullable Long expected, @Nullable Long unsettled, long seen, long newExpected, long vanished) {
        assertThat(ReadBack.of(expected, unsettled, seen)).isEqualTo(new ReadBack(newExpected, vanished));
    }

    @ParameterizedTest
    @CsvSource({
        // whole and nothing fell, age of the key, attempts, items, read-back -> what to do
        "true, PT1H, 1, 9, true, SAME_AGAIN",
        "false, PT1H, 1, 9, true, READ_FIRST",
        "false, PT1H, 1, 9, false, WRITE_ANEW",
        "true, PT22H59M, 1, 9, true, SAME_AGAIN",
        "true, PT23H, 1, 9, true, READ_FIRST",
        "true, PT1H, 3, 9, true, READ_FIRST",
        "true, PT1H, 3, 1, true, SAME_AGAIN"
    })
    void an_unknown_outcome_is_settled_prudently(
            boolean canRepeat, Duration keyAge, int attempts, int items, boolean canRead, Lapsed expected) {
        var capabilities = new Capabilities(250, canRead, canRead, 1, canRead ? Duration.ofHours(24) : null);

        assertThat(Lapsed.decide(canRepeat, keyAge, attempts, items, capabilities))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // outcome, cause, attempts before, call size, alive -> kind, attempts, call max, read first
        "CONFIRMED, POISON, 0, 9, true, CONFIRMED, 0, 2147483647, false",
        "AGAIN, REJECTED, 2, 9, true, PENDING, 2, 100, false",
        "STALE, CONFLICT, 0, 9, true, PENDING, 1, 100, true",
        "STALE, CONFLICT, 4, 9, true, FAILED, 5, 100, false",
        "REFUSED, REJECTED, 0, 9, true, FAILED, 1, 100, false",
        "SUSPECT, REJECTED, 0, 9, true, PENDING, 0, 5, false",
        "SUSPECT, REJECTED, 0, 1, true, FAILED, 1, 100, false",
        "LATER, CONNECTION, 0, 9, true, PENDING, 1, 100, false",
        "LATER, CONNECTION, 2, 9, true, PENDING, 3, 1, false",
        "LATER, CONNECTION, 4, 9, true, FAILED, 5, 100, false",
        "LATER, CONNECTION, 4, 9, false, PENDING, 5, 1, false",
        "LATER, RATE_LIMIT, 9, 9, true, PENDING, 9, 100, false",
        "UNKNOWN, TIMEOUT, 0, 9, true, UNSETTLED, 1, 100, false",
        "UNKNOWN, TIMEOUT, 4, 9, true, FAILED, 5, 100, false",
        "UNKNOWN, TIMEOUT, 4, 9, false, UNSETTLED, 5, 100, false",
        "UNAUTHORISED, AUTHORISATION, 0, 9, true, FAILED, 1, 100, false"
    })
    void each_outcome_leads_to_one_settlement(
            ItemOutcome outcome,
            CauseClass cause,
            int attempts,
            int callSize,
            boolean isAlive,
            Settlement.Kind kind,
            int attemptsAfter,
            int callMax,
            boolean readFirst) {
        var at = new Settlement.Circumstances(attempts, 100, callSize, isAlive, null, RETRY, NOW, 0.5);

        var settlement = Settlement.of(new ItemVerdict(outcome, cause, "why"), at);

        assertThat(settlement.kind()).isEqualTo(kind);
        assertThat(settlement.attempts()).isEqualTo(attemptsAfter);
        assertThat(settlement.callMax()).isEqualTo(callMax);
        assertThat(settlement.readFirst()).isEqualTo(readFirst);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_SENT, 0, LATER, CONNECTION, IN_TROUBLE",
        "TIMED_OUT, 0, UNKNOWN, TIMEOUT, IN_TROUBLE",
        "BROKEN, 0, UNKNOWN, CONNECTION, IN_TROUBLE",
        "ANSWERED, 429, LATER, RATE_LIMIT, THROTTLED",
        "ANSWERED, 401, UNAUTHORISED, AUTHORISATION, UNAUTHORISED",
        "ANSWERED, 403, UNAUTHORISED, AUTHORISATION, UNAUTHORISED",
        "ANSWERED, 408, UNKNOWN, REMOTE_ERROR, IN_TROUBLE",
        "ANSWERED, 500, UNKNOWN, REMOTE_ERROR, IN_TROUBLE",
        "ANSWERED, 503, UNKNOWN, REMOTE_ERROR, IN_TROUBLE",
        "ANSWERED, 302, SUSPECT, CONFIGURATION, ANSWERED",
        "ANSWERED, 404, SUSPECT, CONFIGURATION, ANSWERED",
        "ANSWERED, 422, SUSPECT, REJECTED, ANSWERED"
    })
    void one_classifier_reads_every_failure(
            Reach reach, int status, ItemOutcome outcome, CauseClass cause, Verdict.Call call) {
        var reply = new Reply(reach, status, Map.of(), new byte[0], "trouble");

        var verdict = Replies.failure(2, reply, NOW).orElseThrow();

        assertThat(verdict.call()).isEqualTo(call);
        assertThat(verdict.items()).hasSize(2).allSatisfy(item -> {
            assertThat(item.outcome()).isEqualTo(outcome);
            assertThat(item.cause()).isEqualTo(cause);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "7 | PT7S",
                "99999 | PT1H",
                "Sat, 21 Nov 2026 10:00:30 GMT | PT30S",
                "Sat, 21 Nov 2026 09:00:00 GMT | PT0S",
                "soon | -"
            })
    void retry_after_is_read_in_both_forms(String header, @Nullable Duration expected) {
        var reply = Reply.answered(429, Map.of("retry-after", header), new byte[0]);

        assertThat(Replies.retryAfter(reply, NOW)).isEqualTo(expected);
    }

    @Test
    void tokens_come_back_with_time_and_never_beyond_the_bucket() {
        var bucket = TokenBucket.full(2, 10, NOW).taken(10 * TokenBucket.ONE);

        assertThat(bucket.calls(TokenBucket.ONE)).isZero();
        assertThat(bucket.freeAt(TokenBucket.ONE)).isEqualTo(NOW.plusMillis(500));
        assertThat(bucket.refilledAt(NOW.plusMillis(1_500)).calls(TokenBucket.ONE))
                .isEqualTo(3);
        assertThat(bucket.refilledAt(NOW.plus(Duration.ofDays(4_000))).calls(TokenBucket.ONE))
                .isEqualTo(10);
    }

    @Test
    void what_the_channel_says_of_its_limit_holds_beside_ours() {
        var pace = Pace.of(new ChannelSettings.Pace(0, 1), NOW)
                .learned(new PaceSignal(10_000, 25_000L, 2_000_000L, 100_000), NOW);

        assertThat(pace.calls()).isEqualTo(2);
        assertThat(pace.taken(2).calls()).isZero();
        assertThat(pace.taken(2).freeAt()).isEqualTo(NOW.plusMillis(50));
    }

    @Test
    void five_troubles_in_a_row_open_the_circuit_and_one_answer_closes_it() {
        var trouble = Verdict.all(Verdict.Call.IN_TROUBLE, 1, ItemOutcome.UNKNOWN, CauseClass.TIMEOUT, "no answer");
        var health = Health.GOOD;
        for (int i = 0; i < 4; i++) {
            health = health.after(trouble, RETRY, NOW, 0.5);
        }
        assertThat(health.isBlockedAt(NOW)).isFalse();

        health = health.after(trouble, RETRY, NOW, 0.5);
        assertThat(health.isBlockedAt(NOW)).isTrue();
        assertThat(health.isProbing()).isTrue();
        assertThat(health.blockedUntil()).isEqualTo(NOW.plusSeconds(1));
        assertThat(health.after(trouble, RETRY, NOW, 0.5).blockedUntil()).isEqualTo(NOW.plusSeconds(2));

        var good = health.after(Verdict.answered(List.of(ItemVerdict.CONFIRMED)), RETRY, NOW, 0.5);
        assertThat(good).isEqualTo(new Health(0, null, null, NOW));
    }
}
