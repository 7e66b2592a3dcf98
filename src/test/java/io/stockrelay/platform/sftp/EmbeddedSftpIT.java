package io.stockrelay.platform.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class EmbeddedSftpIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final byte[] FILE = "10045;WH1;12\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path data;

    private final SshClient client = SshClient.setUpDefaultClient();

    @SuppressWarnings("NullAway.Init") // made by start()
    private EmbeddedSftp server;

    @BeforeEach
    void start() {
        server = new EmbeddedSftp(data, settings(), new Secrets(data.resolve("secrets")));
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
    }

    @AfterEach
    void stop() {
        client.stop();
        server.stop();
    }

    @Test
    void a_file_sent_to_in_is_taken_by_a_camel_route_that_checks_the_host_key() throws Exception {
        upload("legacy", "/in/stock.csv", FILE);
        try (var camel = new DefaultCamelContext()) {
            camel.getPropertiesComponent().addPropertiesFunction(new SftpPlaceholder(server));
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("sftp:{{sftp:legacy/in}}&move=../done/${file:name}&initialDelay=0")
                            .to("mock:got");
                }
            });
            var done = new NotifyBuilder(camel).whenCompleted(1).create();

            camel.start();

            assertThat(done.matches(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(data.resolve("sftp/legacy/done/stock.csv")).hasBinaryContent(FILE);
        assertThat(data.resolve("sftp/legacy/in/stock.csv")).doesNotExist();
    }

    @Test
    void a_route_does_not_talk_to_a_server_with_another_host_key() throws Exception {
        var account = server.account("legacy");
        var other = new Secrets(data.resolve("secrets"));
        var impostor = new EmbeddedSftp(data.resolve("impostor"), settings(), other);
        try (var camel = new DefaultCamelContext()) {
            var wrong = new SftpAccount(
                    account.host(),
                    impostor.account("legacy").port(),
                    "legacy",
                    account.password(),
                    account.knownHosts());
            var knowsAnotherKey =
                    Files.readString(account.knownHosts()).replace(":" + account.port(), ":" + wrong.port());
            Files.writeString(account.knownHosts(), knowsAnotherKey);
            camel.start();

            assertThatThrownBy(() -> camel.createProducerTemplate()
                            .sendBodyAndHeader("sftp:" + wrong.endpoint("in"), "x", "CamelFileName", "x.csv"))
                    .rootCause()
                    .hasMessageContaining("HostKey has been changed");
        } finally {
            impostor.stop();
        }
    }

    @Test
    void an_account_cannot_leave_its_folder() throws Exception {
        server.account("other");
        Files.write(data.resolve("sftp/other/in/secret.csv"), FILE);
        try (var session = login("legacy");
                var sftp = SftpClientFactory.instance().createSftpClient(session)) {
            for (var path :
                    List.of("/../other/in/secret.csv", "../../other/in/secret.csv", "/in/../../other/in/secret.csv")) {
                assertThatThrownBy(() -> sftp.stat(path)).as(path).isInstanceOf(IOException.class);
            }
            write(sftp, "/in/../../../escaped.csv", FILE);
            assertThatThrownBy(() -> sftp.symLink("/in/link", "/etc/passwd")).isInstanceOf(IOException.class);
        }
        assertThat(data.resolve("escaped.csv")).doesNotExist();
        assertThat(data.resolve("sftp/escaped.csv")).doesNotExist();
        assertThat(data.resolve("sftp/legacy/escaped.csv")).hasBinaryContent(FILE);
        assertThat(data.resolve("sftp/legacy/in/link")).doesNotExist();
    }

    @Test
    void a_file_beyond_the_limit_is_refused_while_it_is_sent() {
        assertThatThrownBy(() -> upload("legacy", "/in/large.csv", new byte[2_000_000]))
                .isInstanceOf(IOException.class);
        assertThat(data.resolve("sftp/legacy/in/large.csv").toFile().length()).isLessThanOrEqualTo(1_048_576);
    }

    @Test
    void nobody_gets_in_with_another_password_or_as_somebody_unknown() {
        server.account("legacy");

        assertThatThrownBy(() -> login("legacy", "guess").close()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> login("nobody", "guess").close()).isInstanceOf(IOException.class);
    }

    @Test
    void host_key_and_passwords_are_kept_over_a_restart_and_closed_to_others() throws Exception {
        var account = server.account("legacy");
        var key = Files.readString(account.knownHosts()).split(" ")[2];
        server.stop();

        server = new EmbeddedSftp(data, settings(), new Secrets(data.resolve("secrets")));

        assertThat(server.account("legacy").password()).isEqualTo(account.password());
        assertThat(Files.readString(account.knownHosts())).contains(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("sftp/host-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_name_that_could_lead_elsewhere_is_no_account() {
        for (var name : List.of("", "..", "a/b", "A", "a.b", "-x")) {
            assertThatThrownBy(() -> server.account(name)).as(name).isInstanceOf(StartRefused.class);
        }
    }

    private void upload(String user, String path, byte[] content) throws IOException {
        try (var session = login(user);
                var sftp = SftpClientFactory.instance().createSftpClient(session)) {
            write(sftp, path, content);
        }
    }

    private static void write(SftpClient sftp, String path, byte[] content) throws IOException {
        try (var out = sftp.write(path)) {
            out.write(content);
        }
    }

    private ClientSession login(String user) throws IOException {
        return login(user, server.account(user).password());
    }

    private ClientSession login(String user, String password) throws IOException {
        var session =
                client.connect(user, "127.0.0.1", server.port()).verify(LIMIT).getSession();
        session.addPasswordIdentity(password);
        session.auth().verify(LIMIT);
        return session;
    }

    private static SftpSettings settings() {
        return new SftpSettings(null, 0, null, "", Map.of(), List.of("legacy"), DataSize.ofMegabytes(1), 10);
    }
}
