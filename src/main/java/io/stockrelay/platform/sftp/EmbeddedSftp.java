package io.stockrelay.platform.sftp;

import io.stockrelay.platform.Ports;
import io.stockrelay.platform.PrivateFiles;
import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.StartOrder;
import io.stockrelay.platform.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.springframework.context.SmartLifecycle;

/** An SFTP server of our own on the loopback address: files only, no shell, each account shut in its own folder. */
final class EmbeddedSftp implements SftpAccounts, SmartLifecycle {

    private static final String HOST = "127.0.0.1";
    private static final List<String> FOLDERS = List.of("in", "done", "failed");
    private static final int LOGIN_ATTEMPTS_MAX = 3;
    private static final int OPEN_FILES_MAX = 64;
    private static final int CHANNELS_MAX = 8;

    private final Path folder;
    private final Secrets secrets;
    private final VirtualFileSystemFactory roots = new VirtualFileSystemFactory();
    private final Map<String, SftpAccount> accounts = new ConcurrentHashMap<>();
    private final SshServer server = SshServer.setUpDefaultServer();

    EmbeddedSftp(Path data, SftpSettings settings, Secrets secrets) {
        this.folder = PrivateFiles.folder(data.resolve("sftp"));
        this.secrets = secrets;
        configure(settings);
        try {
            Ports.requireFree(settings.port(), "the embedded SFTP server", "stockrelay.sftp.port");
            server.setPort(settings.port());
            server.start();
            PrivateFiles.write(knownHosts(), knownHostsLine());
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefused(
                    "The embedded SFTP server did not start: " + e.getMessage(),
                    "StockRelay was not started.",
                    "Details are in the log file; its files are in " + folder + ".",
                    e);
        }
        settings.accounts().forEach(this::account);
    }

    @Override
    public SftpAccount account(String source) {
        return accounts.computeIfAbsent(AccountName.require(source), this::make);
    }

    int port() {
        return server.getPort();
    }

    private SftpAccount make(String name) {
        var root = PrivateFiles.folder(folder.resolve(name));
        FOLDERS.forEach(each -> PrivateFiles.folder(root.resolve(each)));
        roots.setUserHomeDir(name, root);
        return new SftpAccount(HOST, server.getPort(), name, secrets.secret("sftp-" + name), knownHosts());
    }

    private void configure(SftpSettings settings) {
        server.setHost(HOST);
        server.setKeyPairProvider(hostKey());
        server.setPasswordAuthenticator((user, password, session) -> isPassword(user, password));
        server.setPublickeyAuthenticator(null);
        server.setFileSystemFactory(roots);
        var files = new SftpSubsystemFactory();
        files.addSftpEventListener(new SftpLimits(settings.fileSize().toBytes()));
        server.setSubsystemFactories(List.of(files));
        server.setShellFactory(null);
        server.setCommandFactory(null);
        server.setForwardingFilter(null); // no tunnels
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, settings.sessions());
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS_MAX);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, LOGIN_ATTEMPTS_MAX);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, Duration.ofSeconds(20));
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ofMinutes(10));
        SftpModuleProperties.MAX_OPEN_HANDLES_PER_SESSION.set(server, OPEN_FILES_MAX);
    }

    private SimpleGeneratorHostKeyProvider hostKey() {
        var provider = new SimpleGeneratorHostKeyProvider(folder.resolve("host-key"));
        provider.setAlgorithm("EC");
        provider.setKeySize(256);
        provider.setStrictFilePermissions(true);
        return provider;
    }

    private boolean isPassword(String user, String password) {
        var account = accounts.get(user);
        // Compared for an unknown account too, so that the time taken does not tell which accounts exist.
        var expected = account == null ? secrets.secret("sftp-nobody") : account.password();
        var isEqual = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
        return isEqual && account != null;
    }

    private Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    private String knownHostsLine() throws IOException, GeneralSecurityException {
        var key = server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic();
        return "[" + HOST + "]:" + server.getPort() + " " + PublicKeyEntry.toString(key) + "\n";
    }

    @Override
    public void start() {
        // started by the constructor, so that routes know the port
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isRunning() {
        return server.isStarted();
    }

    @Override
    public int getPhase() {
        return StartOrder.FILE_SERVER.phase();
    }
}
