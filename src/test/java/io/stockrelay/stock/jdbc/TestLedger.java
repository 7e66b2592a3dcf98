package io.stockrelay.stock.jdbc;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Invariant;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTasks;
import io.stockrelay.stock.LotRegister;
import io.stockrelay.stock.OpenOrders;
import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.Runs;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.Submission;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The real ledger on a test database, without Spring. */
public final class TestLedger implements AutoCloseable {

    private final HikariDataSource dataSource;
    private final JdbcLedger ledger;
    private final JdbcTemplate jdbc;
    private final StockPolicy policy;
    private final TransactionTemplate transactions;
    private final JdbcLots lots;

    public TestLedger(TestPostgres database, int writers, List<LedgerCompanion> companions) {
        this(database, writers, companions, dataSource -> LedgerGuest.NONE);
    }

    /** With another capability's tasks; the guest works on the data source it is given. */
    public TestLedger(
            TestPostgres database,
            int writers,
            List<LedgerCompanion> companions,
            Function<DataSource, LedgerGuest> guest) {
        this(database, writers, companions, guest, Events.policy(), () -> Duration.ZERO);
    }

    /** At another time, where lots expire. */
    public TestLedger(
            TestPostgres database,
            int writers,
            List<LedgerCompanion> companions,
            Function<DataSource, LedgerGuest> guest,
            StockPolicy policy,
            Supplier<Duration> lotClockOffset) {
        this(database.dataSource(), writers, companions, guest, policy, lotClockOffset);
    }

    /** With connections that the caller wants to see. */
    public TestLedger(DataSource connections, int writers, Function<DataSource, LedgerGuest> guest) {
        this(connections, writers, List.of(), guest, Events.policy(), () -> Duration.ZERO);
    }

    /** On a database that is not the tests' common one. */
    TestLedger(DataSource connections, int writers, List<LedgerCompanion> companions) {
        this(connections, writers, companions, dataSource -> LedgerGuest.NONE, Events.policy(), () -> Duration.ZERO);
    }

    private TestLedger(
            DataSource connections,
            int writers,
            List<LedgerCompanion> companions,
            Function<DataSource, LedgerGuest> guest,
            StockPolicy policy,
            Supplier<Duration> lotClockOffset) {
        this.policy = policy;
        var pool = new HikariConfig();
        pool.setDataSource(connections);
        pool.setMaximumPoolSize(writers + 3);
        pool.setConnectionTimeout(5_000);
        dataSource = new HikariDataSource(pool);
        jdbc = new JdbcTemplate(dataSource);
        var settings = new LedgerSettings(writers, 0, 500, 20_000, Duration.ofMinutes(1));
        var batches = new BatchTransaction(
                policy,
                companions,
                guest.apply(dataSource),
                Caffeine.newBuilder().<PositionKey, Long>build(),
                lotClockOffset);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        var commit =
                new BatchCommit(dataSource, transactions, batches, new RunTransaction(policy, batches, companions));
        var queue = new LedgerQueue(settings, System::nanoTime);
        ledger = new JdbcLedger(settings, queue, commit, new DurableAnswers(queue, jdbc));
        lots = new JdbcLots(ledger, jdbc, policy.lots(), lotClockOffset);
        ledger.start();
    }

    public CompletableFuture<DecidedSubmission> submit(Submission submission) {
        return ledger.submit(submission);
    }

    public LedgerTasks tasks() {
        return ledger;
    }

    public DecidedSubmission submit(StockEvent... events) {
        return ledger.submit(submission(List.of(events), List.of())).join();
    }

    public static Submission submission(List<? extends StockEvent> events, List<CompleteRun> runs) {
        var source =
                events.isEmpty() ? Events.WMS : events.get(0).header().key().source();
        var groups = events.stream()
                .map(event -> new EventGroup(List.of(event), "[]", 0))
                .toList();
        return new Submission(delivery(source), groups, List.of(), List.of(), runs);
    }

    public static Delivery delivery(SourceId source) {
        var receipt = new ReceiptId(UUID.randomUUID());
        return new Delivery(receipt, source, "test", Instant.EPOCH, null, Map.of(), null, new byte[0]);
    }

    public Ledger ledger() {
        return ledger;
    }

    public Runs runs() {
        return new JdbcRuns(jdbc);
    }

    public LotRegister lots() {
        return lots;
    }

    public Positions positions() {
        return new JdbcPositions(jdbc);
    }

    public OpenOrders openOrders() {
        return new JdbcOrderBooks(jdbc, new OrderBooks.Patience(Map.of()), () -> Duration.ZERO);
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public List<Invariant> invariants() {
        return List.of(
                new StateIsItsFold(jdbc, policy),
                new BaseIsTheNewest(jdbc),
                new TransitIsItsReferences(jdbc),
                new NettedIsItsBook(jdbc, transactions, policy));
    }

    public List<Invariant> lotInvariants() {
        return List.of(
                new LotIsItsFold(jdbc, policy),
                new PositionIsItsLots(jdbc),
                new UnusableIsDerived(jdbc, lots, positions()));
    }

    /** Units by "SKU@location/STATE"; states at zero are left out. */
    public Map<String, Long> units() {
        var units = new TreeMap<String, Long>();
        jdbc.query("""
                select p.sku, p.location, s.state, coalesce(s.base_units, 0) + s.after_units
                from position p join position_state s on s.position_id = p.id
                """, row -> {
            if (row.getLong(4) != 0) {
                var state = StockState.values()[row.getInt(3)];
                units.put(row.getString(1) + "@" + row.getString(2) + "/" + state, row.getLong(4));
            }
        });
        return units;
    }

    /** Units by "SKU|LOT@location/STATE"; states at zero are left out. */
    public Map<String, Long> lotUnits() {
        var units = new TreeMap<String, Long>();
        jdbc.query("""
                select p.sku, l.lot, p.location, l.state, coalesce(l.base_units, 0) + l.after_units
                from position p join lot_state l on l.position_id = p.id
                """, row -> {
            if (row.getLong(5) != 0) {
                var state = StockState.values()[row.getInt(4)];
                units.put(
                        row.getString(1) + "|" + row.getString(2) + "@" + row.getString(3) + "/" + state,
                        row.getLong(5));
            }
        });
        return units;
    }

    @Override
    public void close() {
        ledger.stop();
        dataSource.close();
    }
}
