package io.stockrelay.platform;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The folders, secrets and the clock. */
@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {

    @Bean
    Folders folders(@Value("${stockrelay.home:.}") String home, @Value("${stockrelay.data:./data}") String data) {
        return Folders.of(home, data);
    }

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
    CallersStart callersStart(ObjectProvider<SmartLifecycle> parts) {
        return new CallersStart(parts);
    }

    @Bean
    StartupSummary startupSummary(
            Folders folders, Clock clock, ObjectProvider<SummaryLine> lines, ObjectProvider<ListeningPort> ports) {
        return new StartupSummary(folders, clock, lines, ports);
    }
}
