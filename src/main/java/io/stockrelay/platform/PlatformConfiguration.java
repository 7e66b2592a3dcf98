package io.stockrelay.platform;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The folders, secrets and the clock. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Folders.class)
class PlatformConfiguration {

    @Bean
    DataFolder dataFolder(Folders folders) {
        return DataFolder.take(folders);
    }

    @Bean
    Secrets secrets(Folders folders) {
        return new Secrets(folders.secrets());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    StartupSummary startupSummary(
            Folders folders, Clock clock, ObjectProvider<SummaryLine> lines, ObjectProvider<ListeningPort> ports) {
        return new StartupSummary(folders, clock, lines, ports);
    }
}
