package io.stockrelay.platform.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.platform.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ExternalSftpTest {

    @TempDir
    Path temporary;

    @Test
    void a_server_whose_host_key_is_unknown_is_refused() {
        for (var knownHosts : new String[] {"", " ", temporary.resolve("absent").toString(), temporary.toString()}) {
            assertThatThrownBy(() -> new ExternalSftp(settings(knownHosts)))
                    .as("known hosts <%s>", knownHosts)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("STOCKRELAY_SFTP_KNOWNHOSTS");
        }
        assertThatThrownBy(() -> new ExternalSftp(settings(null))).isInstanceOf(StartRefused.class);
    }

    @Test
    void an_account_has_its_own_password_or_the_common_one() throws Exception {
        var knownHosts = Files.writeString(temporary.resolve("known_hosts"), "");
        var accounts = new ExternalSftp(settings(knownHosts.toString()));

        assertThat(accounts.account("legacy").password()).isEqualTo("own");
        assertThat(accounts.account("partner").password()).isEqualTo("common");
        assertThat(accounts.account("legacy").endpoint("in"))
                .startsWith("legacy@files.example:22/in?")
                .contains("strictHostKeyChecking=yes");
        assertThat(accounts.account("legacy").toString()).doesNotContain("own");
    }

    private static SftpSettings settings(@Nullable String knownHosts) {
        return new SftpSettings(
                "files.example",
                22,
                knownHosts,
                "common",
                Map.of("legacy", "own"),
                List.of(),
                DataSize.ofMegabytes(1),
                10);
    }
}
