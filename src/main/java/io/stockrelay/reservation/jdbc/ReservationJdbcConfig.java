package io.stockrelay.reservation.jdbc;

import io.stockrelay.mapping.PromisedKits;
import io.stockrelay.reservation.ReservationPolicy;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.retention.Expiring;
import io.stockrelay.shared.Invariant;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTasks;
import io.stockrelay.stock.StockPolicy;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts reservations on PostgreSQL; {@code stockrelay.reservations.clock-offset} lets tests look into the future. */
@Configuration(proxyBeanMethods = false)
class ReservationJdbcConfig {

    private static final String OFFSET = "${stockrelay.reservations.clock-offset:0s}";

    @Bean
    LedgerGuest reservationGuest(
            DataSource dataSource, StockPolicy policy, ReservationSettings settings, @Value(OFFSET) Duration offset) {
        var reservations = new ReservationPolicy(policy.authority(), settings.channelAccounts());
        return new ReservationGuest(dataSource, reservations, settings, () -> offset);
    }

    @Bean
    PromisedKits promisedKits(JdbcTemplate jdbc, StockPolicy policy) {
        return new PromisedBills(jdbc, policy);
    }

    @Bean
    Invariant allocatedIsItsReferences(JdbcTemplate jdbc) {
        return new AllocatedIsItsReferences(jdbc);
    }

    @Bean
    Invariant promisedIsItsLines(JdbcTemplate jdbc) {
        return new PromisedIsItsLines(jdbc);
    }

    @Bean
    Invariant reservationIsItsLife(JdbcTemplate jdbc) {
        return new ReservationIsItsLife(jdbc);
    }

    @Bean
    Invariant promiseWasAvailable(JdbcTemplate jdbc) {
        return new PromiseWasAvailable(jdbc);
    }

    @Bean
    Invariant takenIsItsLines(JdbcTemplate jdbc) {
        return new TakenIsItsLines(jdbc);
    }

    @Bean
    Invariant orderIsItsStatements(JdbcTemplate jdbc) {
        return new OrderIsItsStatements(jdbc);
    }

    @Bean
    Expiring oldOrders(JdbcTemplate jdbc, TransactionTemplate transactions) {
        return new OldOrders(jdbc, transactions);
    }

    @Bean
    Reservations reservations(LedgerTasks ledger, JdbcTemplate jdbc, @Value(OFFSET) Duration offset) {
        return new JdbcReservations(ledger, jdbc, () -> offset);
    }
}
