package io.stockrelay.platform.sftp;

import io.stockrelay.platform.DataFolder;
import io.stockrelay.platform.ListeningPort;
import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.SummaryLine;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The SFTP server that files come by: embedded unless a host is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SftpSettings.class)
class SftpConfiguration {

    @Bean
    SftpAccounts sftpAccounts(DataFolder folder, SftpSettings settings, Secrets secrets) {
        return settings.isEmbedded() ? new EmbeddedSftp(folder.path(), settings, secrets) : new ExternalSftp(settings);
    }

    @Bean
    @Conditional(OnEmbeddedSftp.class)
    ListeningPort sftpPort(SftpAccounts accounts) {
        return new ListeningPort("sftp", ((EmbeddedSftp) accounts).port());
    }

    @Bean
    @Conditional(OnEmbeddedSftp.class)
    SummaryLine sftpSummary(SftpAccounts accounts, Secrets secrets) {
        return new SummaryLine(
                "SFTP",
                "sftp -P " + ((EmbeddedSftp) accounts).port() + " SOURCE@127.0.0.1  (password in "
                        + secrets.file("sftp-SOURCE") + ")");
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE) // before the route files that use it are read
    CamelContextConfiguration sftpPlaceholder(SftpAccounts accounts) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.getPropertiesComponent().addPropertiesFunction(new SftpPlaceholder(accounts));
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing to do
            }
        };
    }
}
