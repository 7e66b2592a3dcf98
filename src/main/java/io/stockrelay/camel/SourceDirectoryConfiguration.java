package io.stockrelay.camel;

import io.stockrelay.settings.Settings;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Guards;
import io.stockrelay.source.SourceDirectory;
import io.stockrelay.source.SourceSettings;
import java.util.Collection;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows intake the part of the configuration that is about sources. */
@Configuration(proxyBeanMethods = false)
class SourceDirectoryConfiguration {

    @Bean
    SourceDirectory sourceDirectory(Settings settings) {
        return new SourceDirectory() {
            @Override
            public Optional<SourceSettings> find(SourceId source) {
                return settings.source(source);
            }

            @Override
            public Collection<SourceSettings> all() {
                return settings.sources();
            }

            @Override
            public Guards guards() {
                return settings.guards();
            }
        };
    }
}
