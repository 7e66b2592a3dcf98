package io.stockrelay.deadletter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetterFilter;
import io.stockrelay.deadletter.DeadLetters.RefusedPush;
import io.stockrelay.deadletter.Samples;
import io.stockrelay.deadletter.TrailEntry;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.Outcome;
import io.stockrelay.testkit.TestPostgres;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLetterStoreIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private static final Clock NOON = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
    private static final DeadLetterFilter ALL = DeadLetterFilter.ALL;
    private static DataSource dataSource;
    private static JdbcDeadLetters letters;
    private static JdbcDeadLetterStore store;

    @BeforeAll
    static void connect() {
        dataSource = DB.dataSource();
        letters = new JdbcDeadLetters(dataSource, () -> "gen-1", NOON);
        store = new JdbcDeadLetterStore(dataSource, NOON);
    }

    @BeforeEach
    void clean() {
        DB.jdbc()
                .sql("truncate dead_letter_message, dead_letter, dead_letter_trail")
                .update();
    }

    @Test
    void a_failed_part_keeps_everything_needed_to_understand_and_replay_it() {
        var delivery = Samples.delivery("{\"raw\":true}", Map.of("webhook-id", "m-1", "x-token", "hush"));

        letters.keep(delivery, List.of(Samples.unknownSku("e-1"), Samples.unparseable()));

        DeadLetter kept =
                only(new DeadLetterFilter(null, null, null, null, Step.CROSS_REFERENCE, null, null, null, null));
        assertThat(kept.receipt()).isEqualTo(delivery.receipt().value());
        assertThat(kept.missing()).isEqualTo("sku 4711 in mappings/wms/skus.csv");
        assertThat(kept.canonicalJson()).isEqualTo("[{\"id\":\"e-1\"}]");
        assertThat(kept.generation()).isEqualTo("gen-1");
        assertThat(kept.firstAt()).isEqualTo(Samples.NOON);
        var message = store.message(Objects.requireNonNull(kept.messageId())).orElseThrow();
        assertThat(message.delivery().bytes()).isEqualTo(delivery.bytes());
        assertThat(message.delivery().headers()).isEqualTo(Map.of("webhook-id", "m-1"));
        assertThat(message.isWhole()).isTrue();
        assertThat(rows("dead_letter_message")).isEqualTo(1);
    }

    @Test
    void the_same_part_again_only_counts_an_attempt() {
        letters.keep(Samples.delivery("{}"), List.of(Samples.unknownSku("e-1")));
        letters.keep(Samples.delivery("{}"), List.of(Samples.unknownSku("e-1")));

        DeadLetter kept = only(ALL);
        assertThat(kept.attempts()).isEqualTo(2);
        assertThat(store.trail(kept.id()))
                .extracting(TrailEntry::action)
                .containsExactly(TrailEntry.Action.FAILED_AGAIN, TrailEntry.Action.KEPT);
    }

    @Test
    void failing_again_opens_a_closed_one() {
        letters.keep(Samples.delivery("{}"), List.of(Samples.unknownSku("e-1")));
        assertThat(store.close(only(ALL), DeadLetter.State.DISCARDED, "not ours", "ann"))
                .isTrue();
        assertThat(only(ALL).closedBy()).isEqualTo("ann");

        letters.keep(Samples.delivery("{}"), List.of(Samples.unknownSku("e-1")));

        assertThat(only(ALL).state()).isEqualTo(DeadLetter.State.OPEN);
        assertThat(only(ALL).closedBy()).isNull();
    }

    @Test
    void a_decision_on_old_knowledge_closes_nothing() {
        letters.keep(Samples.delivery("{}"), List.of(Samples.unknownSku("e-1")));
        DeadLetter read = only(ALL);
        letters.keep(Samples.delivery("{}"), List.of(Samples.unknownSku("e-1")));

        assertThat(store.close(read, DeadLetter.State.REPLAYED, "1 applied", "ann"))
                .isFalse();
        assertThat(only(ALL).state()).isEqualTo(DeadLetter.State.OPEN);
    }

    @Test
    void a_batch_of_the_ledger_is_kept_or_rolled_back_with_it() {
        var decided = Samples.decided(
                Samples.delivery("{}"),
                List.of(Samples.unknownSku("e-1"), Samples.unknownSku("e-2"), Samples.unknownSku("e-1")),
                Outcome.DEAD_LETTER);
        var batch = new DecidedBatch(List.of(decided, decided), Set.of());

        TestPostgres.transactionsOn(dataSource).executeWithoutResult(status -> {
            letters.write(batch);
            status.setRollbackOnly();
        });
        assertThat(rows("dead_letter")).isZero();

        TestPostgres.transactionsOn(dataSource).executeWithoutResult(status -> letters.write(batch));
        assertThat(store.list(ALL, Long.MAX_VALUE, 10))
                .extracting(DeadLetter::eventId, DeadLetter::attempts)
                .containsExactlyInAnyOrder(tuple("e-1", 4), tuple("e-2", 2));
    }

    @Test
    void text_the_database_would_refuse_does_not_fail_the_batch() {
        var nasty = new Failure(
                Step.MAP,
                CauseClass.POISON,
                "bad \0 text \uD800",
                "\0",
                "\0",
                "\0".repeat(500),
                "x",
                3,
                "[\"\\u0000\"]");

        letters.keep(Samples.delivery("\0\0"), List.of(nasty));

        assertThat(only(ALL).message()).startsWith("bad \uFFFD text");
        assertThat(only(ALL).sku()).hasSize(200);
    }

    @Test
    void a_message_larger_than_we_keep_is_cut_and_says_so() {
        letters.keep(Samples.delivery("x".repeat(KeptMessage.BYTES_MAX + 1)), List.of(Samples.unparseable()));

        var message =
                store.message(Objects.requireNonNull(only(ALL).messageId())).orElseThrow();
        assertThat(message.isWhole()).isFalse();
        assertThat(message.delivery().bytes()).hasSize(KeptMessage.BYTES_MAX);
    }

    @Test
    void a_refused_push_keeps_payload_and_reply_without_secrets() {
        letters.keepPush(new RefusedPush(
                new ChannelId("shop"),
                42,
                "10045 at WH1",
                CauseClass.REJECTED,
                "401 for Bearer abcdefgh12345678",
                3,
                new byte[] {1, 2},
                "{\"access_token\":\"abcdefgh12345678\"}"));

        DeadLetter kept = only(ALL);
        assertThat(kept.direction()).isEqualTo(DeadLetter.Direction.PUSH);
        assertThat(kept.attempts()).isEqualTo(3);
        assertThat(kept.listing()).isEqualTo(42);
        assertThat(kept.message() + kept.reply()).doesNotContain("abcdefgh12345678");
        assertThat(store.payload(kept.id()).orElseThrow()).containsExactly(1, 2);
    }

    @Test
    void groups_tell_what_is_missing_and_how_many_wait_for_it() {
        letters.keep(
                Samples.delivery("{}"),
                List.of(Samples.unknownSku("e-1"), Samples.unknownSku("e-2"), Samples.unparseable()));

        var groups = store.groups();

        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).missing()).isEqualTo("sku 4711 in mappings/wms/skus.csv");
        assertThat(groups.get(0).count()).isEqualTo(2);
        var waiting = new DeadLetterFilter(
                null, null, null, null, null, null, null, "sku 4711 in mappings/wms/skus.csv", null);
        assertThat(store.idsForReplay(waiting, 10)).hasSize(2);
        assertThat(store.count(waiting)).isEqualTo(2);
    }

    @Test
    void pages_go_from_the_newest_to_the_oldest() {
        var failures = IntStream.range(0, 5)
                .mapToObj(number -> Samples.unknownSku("e-" + number))
                .toList();
        letters.keep(Samples.delivery("{}"), failures);

        var first = store.list(ALL, Long.MAX_VALUE, 3);
        var second = store.list(ALL, first.get(2).id(), 3);

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2);
        assertThat(first.get(2).id()).isGreaterThan(second.get(0).id());
    }

    @Test
    void the_trail_of_a_poison_message_stays_readable() {
        for (int i = 0; i < 105; i++) {
            letters.keep(Samples.delivery("{}"), List.of(Samples.unparseable()));
        }

        assertThat(only(ALL).attempts()).isEqualTo(105);
        assertThat(store.trail(only(ALL).id())).hasSize(100);
    }

    private static DeadLetter only(DeadLetterFilter filter) {
        var found = store.list(filter, Long.MAX_VALUE, 10);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static long rows(String table) {
        return DB.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }
}
