package io.stockrelay.stock.jdbc;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.Positions;
import io.stockrelay.testkit.TestPostgres;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;

/** Two nodes on one PostgreSQL that show positions from memory; time stands still unless the test moves it. */
class ShownPositionsIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static final PositionKey A = new PositionKey(new Sku("A"), WH1);

    private final AtomicLong nanos = new AtomicLong();
    private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE.dataSource());
    private final Counting database = new Counting(new JdbcPositions(jdbc));
    private final ShownPositions here = new ShownPositions(database, new Beats(jdbc), nanos::get);
    private final ShownPositions there = new ShownPositions(new JdbcPositions(jdbc), new Beats(jdbc), nanos::get);
    private TestLedger ours;
    private TestLedger theirs;
    private int statements;

    @BeforeEach
    void open() {
        jdbc.execute("truncate position, position_state, event, reference_told, ledger_beat");
        ours = new TestLedger(DATABASE, 2, List.of(here), dataSource -> LedgerGuest.NONE);
        theirs = new TestLedger(DATABASE, 2, List.of(there), dataSource -> LedgerGuest.NONE);
    }

    @AfterEach
    void close() {
        ours.close();
        theirs.close();
    }

    @Test
    void our_own_commits_are_shown_at_once() {
        state(ours, 10);
        assertThat(shown()).isEqualTo(10);
        assertThat(shown()).isEqualTo(10);
        assertThat(database.reads).isEqualTo(1);

        state(ours, 11);
        assertThat(shown()).isEqualTo(11);
        restate(ours, 11);
        assertThat(Objects.requireNonNull(view().asOf())).isEqualTo(NOON.plusSeconds(statements));
    }

    @Test
    void other_nodes_commits_are_shown_from_the_next_look_on() {
        state(theirs, 10);
        assertThat(shown()).isEqualTo(10);

        state(theirs, 12);
        nanos.addAndGet(ShownPositions.LOOK.toNanos() - 1);
        assertThat(shown()).as("not looked since").isEqualTo(10);

        nanos.addAndGet(1);
        assertThat(shown()).isEqualTo(12);
        nanos.addAndGet(ShownPositions.LOOK.toNanos());
        shown();
        assertThat(database.reads).as("nothing new, nothing forgotten").isEqualTo(2);
    }

    @Test
    void a_commit_whose_end_is_not_known_keeps_the_memory_out_of_use() {
        state(ours, 10);
        shown();

        here.ended(new DecidedBatch(List.of(), Set.of()), TransactionSynchronization.STATUS_UNKNOWN);
        shown();
        shown();
        assertThat(database.reads).isEqualTo(3);

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        shown();
        shown();
        assertThat(database.reads).isEqualTo(3);
    }

    @Test
    void without_an_answer_nothing_is_shown_from_memory() {
        state(ours, 10);
        shown();
        nanos.addAndGet(ShownPositions.CERTAIN.toNanos());
        jdbc.execute("alter table ledger_beat rename to away");
        try {
            shown();
            shown();
            assertThat(database.reads).isEqualTo(3);
        } finally {
            jdbc.execute("alter table away rename to ledger_beat");
        }
    }

    private long shown() {
        return view().onHand();
    }

    private PositionView view() {
        return Objects.requireNonNull(here.read(List.of(A)).get(A));
    }

    private void state(TestLedger ledger, long units) {
        restate(ledger, units);
    }

    private void restate(TestLedger ledger, long units) {
        statements++;
        ledger.submit(Events.onHand(WMS, "L" + statements, "A", WH1, units, NOON.plusSeconds(statements)));
    }

    private static final class Counting implements Positions {
        private final Positions real;
        private int reads;

        Counting(Positions real) {
            this.real = real;
        }

        @Override
        public Map<PositionKey, PositionView> read(Collection<PositionKey> keys) {
            reads++;
            return real.read(keys);
        }

        @Override
        public List<PositionView> of(Sku sku) {
            return real.of(sku);
        }
    }
}
