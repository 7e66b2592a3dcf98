package io.stockrelay.platform.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stockrelay.platform.DataFolder;
import io.stockrelay.platform.ListeningPort;
import io.stockrelay.platform.Secrets;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The database everything uses: embedded unless an address is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

    /** A bean rather than a lifecycle part: it must be up before Flyway runs, and outlive every user of the pool. */
    @Bean
    @Conditional(OnEmbeddedDatabase.class)
    PostgresServer postgresServer(DataFolder folder, DatabaseSettings settings, Secrets secrets) {
        return PostgresServer.start(folder.path(), settings.port(), secrets);
    }

    @Bean
    @Conditional(OnEmbeddedDatabase.class)
    ListeningPort postgresPort(PostgresServer server) {
        return new ListeningPort("postgres", server.port());
    }

    @Bean
    DatabaseAddress databaseAddress(DatabaseSettings settings, ObjectProvider<PostgresServer> embedded) {
        if (settings.isEmbedded()) {
            return embedded.getObject().address();
        }
        var url = Objects.requireNonNull(settings.url());
        return new DatabaseAddress(url, settings.user(), settings.password());
    }

    @Bean
    HikariDataSource dataSource(DatabaseAddress address, DatabaseSettings settings) {
        DatabaseWait.untilReachable(address, settings.patience());
        var config = new HikariConfig();
        config.setPoolName("stockrelay");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(Math.min(2, settings.connections()));
        config.setConnectionTimeout(
                CONNECTION_WAIT.toMillis()); // a full pool is pressure: answer 503, do not queue long
        config.addDataSourceProperty("ApplicationName", "stockrelay");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "120"); // a dead network must not hold a thread for ever
        return new HikariDataSource(config);
    }
}
