package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.ReservationPolicy;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTasks;
import io.stockrelay.stock.StockPolicy;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts reservations on PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class ReservationJdbcConfig {

    @Bean
    LedgerGuest reservationGuest(DataSource dataSource, StockPolicy policy) {
        return new ReservationGuest(dataSource, new ReservationPolicy(policy.authority()));
    }

    @Bean
    Reservations reservations(LedgerTasks ledger, JdbcTemplate jdbc) {
        return new JdbcReservations(ledger, jdbc);
    }
}
