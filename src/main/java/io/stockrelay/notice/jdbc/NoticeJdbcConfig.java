package io.stockrelay.notice.jdbc;

import io.stockrelay.notice.Notices;
import io.stockrelay.retention.Expiring;
import io.stockrelay.retention.RetentionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts notices on PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class NoticeJdbcConfig {

    @Bean
    Notices notices(JdbcTemplate jdbc) {
        return new JdbcNotices(jdbc);
    }

    @Bean
    Expiring oldNotices(JdbcTemplate jdbc, RetentionSettings retention) {
        return new OldNotices(jdbc, retention.noticesMax());
    }
}
