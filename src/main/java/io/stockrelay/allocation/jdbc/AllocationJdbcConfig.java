package io.stockrelay.allocation.jdbc;

import io.stockrelay.allocation.Allocations;
import io.stockrelay.shared.Invariant;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTasks;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts allocations on PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class AllocationJdbcConfig {

    @Bean
    LedgerGuest allocationGuest(DataSource dataSource) {
        return new AllocationGuest(dataSource);
    }

    @Bean
    Allocations allocations(LedgerTasks ledger, JdbcTemplate jdbc) {
        return new JdbcAllocations(ledger, jdbc);
    }

    @Bean
    Invariant grantedIsItsChanges(JdbcTemplate jdbc) {
        return new GrantedIsItsChanges(jdbc);
    }
}
