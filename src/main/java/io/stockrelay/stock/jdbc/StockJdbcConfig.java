package io.stockrelay.stock.jdbc;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockrelay.retention.Expiring;
import io.stockrelay.shared.Invariant;
import io.stockrelay.stock.Expectations;
import io.stockrelay.stock.History;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTasks;
import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.Runs;
import io.stockrelay.stock.StockPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the ledger on PostgreSQL together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class StockJdbcConfig {

    private static final int POSITION_IDS_MAX = 500_000;
    private static final String LOT_CLOCK_OFFSET = "${stockrelay.lots.clock-offset:0s}";

    @Bean
    JdbcLedger ledger(
            LedgerSettings settings,
            DataSource dataSource,
            TransactionTemplate transactions,
            StockPolicy policy,
            List<LedgerCompanion> companions,
            ObjectProvider<LedgerGuest> guests,
            @Value(LOT_CLOCK_OFFSET) Duration lotClockOffset,
            MeterRegistry meters) {
        var ids = Caffeine.newBuilder().maximumSize(POSITION_IDS_MAX).<PositionKey, Long>build();
        var batches = new BatchTransaction(
                policy, companions, new Guests(guests.orderedStream().toList()), ids, () -> lotClockOffset);
        var runs = new RunTransaction(policy, batches, companions);
        var queue = new LedgerQueue(settings, System::nanoTime);
        Gauge.builder("stockrelay.ledger.waiting", queue, LedgerQueue::waiting)
                .description("parts of submissions that wait for a writer")
                .register(meters);
        var commit = new BatchCommit(dataSource, transactions, batches, runs);
        return new JdbcLedger(settings, queue, commit, new DurableAnswers(queue, new JdbcTemplate(dataSource)));
    }

    @Bean
    @Primary
    Positions positions(JdbcTemplate jdbc) {
        return new JdbcPositions(jdbc);
    }

    @Bean(Positions.SHOWN)
    ShownPositions shownPositions(JdbcTemplate jdbc) {
        return new ShownPositions(new JdbcPositions(jdbc), new Beats(jdbc), System::nanoTime);
    }

    @Bean
    Expectations expectations(JdbcTemplate jdbc) {
        return new JdbcExpectations(jdbc);
    }

    @Bean
    JdbcLots lots(LedgerTasks ledger, JdbcTemplate jdbc, StockPolicy policy, @Value(LOT_CLOCK_OFFSET) Duration offset) {
        return new JdbcLots(ledger, jdbc, policy.lots(), () -> offset);
    }

    @Bean
    Invariant lotIsItsFold(JdbcTemplate jdbc, StockPolicy policy) {
        return new LotIsItsFold(jdbc, policy);
    }

    @Bean
    Invariant positionIsItsLots(JdbcTemplate jdbc) {
        return new PositionIsItsLots(jdbc);
    }

    @Bean
    Invariant unusableIsDerived(JdbcTemplate jdbc, JdbcLots lots) {
        return new UnusableIsDerived(jdbc, lots, new JdbcPositions(jdbc)); // what is stored, never what is remembered
    }

    @Bean
    Runs runs(JdbcTemplate jdbc) {
        return new JdbcRuns(jdbc);
    }

    @Bean
    Invariant stateIsItsFold(JdbcTemplate jdbc, StockPolicy policy) {
        return new StateIsItsFold(jdbc, policy);
    }

    @Bean
    Invariant baseIsTheNewest(JdbcTemplate jdbc) {
        return new BaseIsTheNewest(jdbc);
    }

    @Bean
    Invariant transitIsItsReferences(JdbcTemplate jdbc) {
        return new TransitIsItsReferences(jdbc);
    }

    @Bean
    JdbcOrderBooks orderBooks(
            JdbcTemplate jdbc,
            ObjectProvider<OrderBooks.Patience> patience,
            ObjectProvider<Clock> clock,
            MeterRegistry meters) {
        var books = new JdbcOrderBooks(
                jdbc, patience.getIfAvailable(() -> new OrderBooks.Patience(Map.of())), () -> Duration.ZERO);
        new OverdueGauge(books, clock.getIfAvailable(Clock::systemUTC)).register(meters);
        return books;
    }

    @Bean
    Expiring oldOrderBooks(JdbcTemplate jdbc, TransactionTemplate transactions, StockPolicy policy) {
        return new OldOrderBooks(jdbc, transactions, policy.clocks());
    }

    @Bean
    Invariant nettedIsItsBook(JdbcTemplate jdbc, TransactionTemplate transactions, StockPolicy policy) {
        return new NettedIsItsBook(jdbc, transactions, policy);
    }

    @Bean
    History history(JdbcTemplate jdbc) {
        return new JdbcHistory(jdbc);
    }
}
