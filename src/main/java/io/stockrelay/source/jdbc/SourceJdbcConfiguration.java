package io.stockrelay.source.jdbc;

import io.stockrelay.retention.Expiring;
import io.stockrelay.source.SourceDirectory;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the tables of sources. */
@Configuration(proxyBeanMethods = false)
class SourceJdbcConfiguration {

    @Bean
    ReceiptRows receipts(DataSource dataSource) {
        return new ReceiptRows(dataSource);
    }

    @Bean
    FileRunRows fileRunRows(DataSource dataSource, TransactionTemplate transactions) {
        return new FileRunRows(dataSource, transactions);
    }

    @Bean
    Expiring oldReceipts(DataSource dataSource) {
        return new OldReceipts(dataSource);
    }

    @Bean
    Expiring oldFileChunks(DataSource dataSource) {
        return new OldFileChunks(dataSource);
    }

    @Bean
    SourceCounts sourceCounts() {
        return new SourceCounts();
    }

    @Bean
    SourceRows sources(
            DataSource dataSource, SourceDirectory directory, SourceCounts counts, ObjectProvider<Clock> clock) {
        var rows = new SourceRows(
                JdbcClient.create(dataSource), directory, counts, clock.getIfAvailable(Clock::systemUTC));
        rows.refresh(); // what was paused stays paused from the very first message
        return rows;
    }

    @Bean
    SourceRefresh sourceRefresh(SourceRows sources) {
        return new SourceRefresh(sources);
    }
}
