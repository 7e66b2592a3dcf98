package io.stockrelay.stock.jdbc;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.platform.Processes;
import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.postgres.PostgresServer;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was answered outlives the database's own death, with durable commits, although batches do not wait for the disk. */
class PowerCutIT {

    private static final int CALLERS = 64;
    private static final int ANSWERS = 5_000;

    /** What another node may have committed a moment ago. */
    private static final String WITHOUT_DISK =
            "select set_config('synchronous_commit', 'off', true), pg_logical_emit_message(true, 'test', 'x')::text";

    @TempDir
    Path data;

    private PostgresServer server;

    @BeforeEach
    void start() {
        server = PostgresServer.start(data, 0, new Secrets(data.resolve("secrets")));
        Flyway.configure()
                .dataSource(connections())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void every_answer_is_in_the_database_that_died_and_came_back() throws Exception {
        var answered = answeredUntilTheDatabaseDies();
        server.close(); // lets go of the folder

        server = PostgresServer.start(data, 0, new Secrets(data.resolve("secrets")));

        var stored = new JdbcTemplate(connections()).queryForList("select event_id from event", String.class);
        assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS);
        answered.removeAll(stored);
        assertThat(answered).as("answered and gone").isEmpty();
    }

    private TreeSet<String> answeredUntilTheDatabaseDies() throws Exception {
        var answered = Collections.synchronizedSortedSet(new TreeSet<String>());
        var enough = new CountDownLatch(ANSWERS);
        var callers = Executors.newFixedThreadPool(CALLERS);
        try (var ledger = new TestLedger(connections(), 1, dataSource -> LedgerGuest.NONE)) {
            var calling = new ArrayList<CompletableFuture<Void>>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int own = caller;
                calling.add(CompletableFuture.runAsync(
                        () -> {
                            for (int call = 0; isAnswered(ledger, own + "-" + call); call++) {
                                answered.add(own + "-" + call);
                                enough.countDown();
                            }
                        },
                        callers));
            }
            enough.await();
            for (long pid : Processes.workingIn(data.resolve("postgres"))) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
            CompletableFuture.allOf(calling.toArray(CompletableFuture[]::new)).join();
            return new TreeSet<>(answered);
        } finally {
            callers.shutdownNow();
        }
    }

    private static boolean isAnswered(TestLedger ledger, String id) {
        try {
            ledger.submit(received(id));
            return true;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(LedgerUnavailable.class);
            return false;
        }
    }

    /** It changes nothing; that it locks what it reads makes its commit wait. */
    @Test
    void a_repeat_is_answered_only_once_the_disk_has_what_it_saw_of_any_node() {
        var elsewhere = new JdbcTemplate(connections());
        try (var ledger = new TestLedger(connections(), 1, dataSource -> LedgerGuest.NONE)) {
            ledger.submit(received("first"));
            for (int round = 0; round < 20; round++) {
                elsewhere.queryForList(WITHOUT_DISK);
                var seen = elsewhere.queryForObject("select pg_current_wal_insert_lsn()::text", String.class);

                assertThat(ledger.submit(received("first")).outcomes())
                        .extracting(EventOutcome::outcome)
                        .containsExactly(Outcome.DUPLICATE);

                assertThat(elsewhere.queryForObject(
                                "select pg_current_wal_flush_lsn() >= ?::pg_lsn", Boolean.class, seen))
                        .as("round " + round)
                        .isTrue();
            }
        }
    }

    /** The first batch ends while the second is waiting, so it does not wait for the disk itself. */
    @Test
    void a_batch_that_others_wait_behind_is_answered_by_the_disk_s_own_thread() {
        var isTaken = new CountDownLatch(1);
        var isFollowed = new CountDownLatch(1);
        LedgerCompanion slow = batch -> {
            isTaken.countDown();
            await(isFollowed);
        };
        var threads = Collections.synchronizedList(new ArrayList<String>());
        try (var ledger = new TestLedger(connections(), 1, List.of(slow))) {
            var first = ledger.submit(TestLedger.submission(List.of(received("1")), List.of()))
                    .thenRun(() -> threads.add(Thread.currentThread().getName()));
            await(isTaken);
            var second = ledger.submit(TestLedger.submission(List.of(received("2")), List.of()))
                    .thenRun(() -> threads.add(Thread.currentThread().getName()));
            isFollowed.countDown();
            CompletableFuture.allOf(first, second).join();
        }

        assertThat(threads).containsExactlyInAnyOrder("ledger-disk", "ledger-1");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MovementEvent received(String id) {
        return Events.move(WMS, id, EventType.RECEIVE, "A", WH1, 1, NOON);
    }

    private PGSimpleDataSource connections() {
        var connections = new PGSimpleDataSource();
        connections.setUrl(server.address().url());
        connections.setUser(server.address().user());
        connections.setPassword(server.address().password());
        return connections;
    }
}
