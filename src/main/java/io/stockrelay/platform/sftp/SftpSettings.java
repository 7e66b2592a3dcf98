package io.stockrelay.platform.sftp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where file sources leave their files.
 *
 * @param host an external SFTP server; absent: an embedded one starts
 * @param port its port; of the embedded server 0 means any free one
 * @param knownHosts file with the external server's host key; needed there, as unknown hosts are never trusted
 * @param password password of every account at the external server that has none under {@code passwords}
 * @param passwords password by account, external server only
 * @param accounts accounts the embedded server makes at start; more are made when a route asks for one
 * @param fileSize size of one file, at most (embedded server)
 * @param sessions sessions of one account at a time, at most (embedded server)
 */
@ConfigurationProperties(value = "stockrelay.sftp", ignoreUnknownFields = false)
public record SftpSettings(
        @Nullable String host,
        @DefaultValue("2222") int port,
        @Nullable String knownHosts,
        @DefaultValue("") String password,
        @DefaultValue Map<String, String> passwords,
        @DefaultValue List<String> accounts,
        @DefaultValue("2GB") DataSize fileSize,
        @DefaultValue("10") int sessions) {

    public SftpSettings {
        passwords = Map.copyOf(passwords);
        accounts = List.copyOf(accounts);
    }

    /** Whether an embedded server is wanted. */
    public boolean isEmbedded() {
        return host == null || host.isBlank();
    }
}
