package io.stockrelay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** Leaves files in the folder {@code in} of an SFTP account, as a careful sender does: whole, or not seen at all. */
final class SftpUpload implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SshClient client;
    private final ClientSession session;
    private final SftpClient sftp;

    private SftpUpload(SshClient client, ClientSession session, SftpClient sftp) {
        this.client = client;
        this.session = session;
        this.sftp = sftp;
    }

    static SftpUpload open(int port, String user, String password, Path knownHosts) throws IOException {
        var client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, knownHosts));
        client.start();
        try {
            var session = client.connect(user, "127.0.0.1", port).verify(LIMIT).getSession();
            session.addPasswordIdentity(password);
            session.auth().verify(LIMIT);
            return new SftpUpload(client, session, SftpClientFactory.instance().createSftpClient(session));
        } catch (IOException | RuntimeException e) {
            client.stop();
            throw e;
        }
    }

    /** Writes to a name that is left alone, and renames it when it is whole. */
    void put(Path file, String name) throws IOException {
        String part = "/in/" + name + ".part";
        try (var out = sftp.write(part)) {
            Files.copy(file, out);
        }
        sftp.rename(part, "/in/" + name);
    }

    @Override
    public void close() throws IOException {
        try (client;
                session;
                sftp) {
            sftp.close();
        }
    }
}
