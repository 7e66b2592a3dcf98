package io.stockrelay.platform.sftp;

import io.stockrelay.platform.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Accounts at an SFTP server that is not ours: named as the sources, with passwords from settings. */
final class ExternalSftp implements SftpAccounts {

    private final SftpSettings settings;
    private final Path knownHosts;

    ExternalSftp(SftpSettings settings) {
        this.settings = settings;
        this.knownHosts = requireKnownHosts(settings);
    }

    @Override
    public SftpAccount account(String source) {
        var name = AccountName.require(source);
        var password = settings.passwords().getOrDefault(name, settings.password());
        return new SftpAccount(Objects.requireNonNull(settings.host()), settings.port(), name, password, knownHosts);
    }

    private static Path requireKnownHosts(SftpSettings settings) {
        var file = settings.knownHosts();
        if (file != null && Files.isReadable(Path.of(file))) {
            return Path.of(file).toAbsolutePath();
        }
        throw new StartRefused(
                "The SFTP server " + settings.host()
                        + " is set, but its host key is not: stockrelay.sftp.known-hosts is "
                        + (file == null ? "absent" : file + ", which cannot be read") + ".",
                "StockRelay was not started; it sends no password to a server it cannot recognise.",
                "Write the key to a file (ssh-keyscan -p " + settings.port() + " " + settings.host()
                        + "), compare it with what the partner tells you, and set STOCKRELAY_SFTP_KNOWNHOSTS.");
    }
}
