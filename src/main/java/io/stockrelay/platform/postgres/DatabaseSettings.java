package io.stockrelay.platform.postgres;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL to use.
 *
 * @param url JDBC address of an external PostgreSQL; absent: an embedded one starts
 * @param user account at the external PostgreSQL
 * @param password its password
 * @param port port of the embedded PostgreSQL; 0, the default, means any free one
 * @param connections connections in the pool at most; default 12
 * @param patience how long to wait at start for an external PostgreSQL that is away; default 2 minutes
 */
@ConfigurationProperties(value = "stockrelay.database", ignoreUnknownFields = false)
public record DatabaseSettings(
        @Nullable String url,
        @DefaultValue("stockrelay") String user,
        @DefaultValue("") String password,
        @DefaultValue("0") int port,
        @DefaultValue("12") int connections,
        @DefaultValue("2m") Duration patience) {

    /** Whether an embedded PostgreSQL is wanted. */
    public boolean isEmbedded() {
        return url == null || url.isBlank();
    }
}
