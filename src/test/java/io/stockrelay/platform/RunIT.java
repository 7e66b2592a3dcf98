package io.stockrelay.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.testkit.RunningStockRelay;
import io.stockrelay.testkit.SampleHome;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as its users start it: the jar, in a process of its own. */
class RunIT {

    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path temporary;

    @Test
    void killed_and_started_again_it_has_its_data_its_messages_and_its_token() throws Exception {
        var token = "";
        var killed = RunningStockRelay.with().data(temporary.resolve("da ta")).start();
        try (killed) {
            token = killed.token();
            execute(killed, "create table kept(word text)", "insert into kept values ('committed')");
            send(killed, "kept");

            killed.kill9();

            try (var again = killed.startAgain()) {
                assertThat(again.token()).isEqualTo(token);
                assertThat(ask(again, "select word from kept")).isEqualTo("committed");
                assertThat(receive(again)).isEqualTo("kept");
                assertThat(again.stop()).as("exit code after a clean stop").isEqualTo(TERMINATED);
                assertThat(again.output()).doesNotContain("ERROR").doesNotContain("\tat ");
                assertThat(Processes.workingIn(again.data().resolve("postgres")))
                        .isEmpty();
                assertThat(again.data().resolve("run/instance.json")).doesNotExist();
            }
        }
    }

    @Test
    void two_run_side_by_side_but_not_on_the_same_data() {
        try (var first = RunningStockRelay.with().data(temporary.resolve("one")).start();
                var second =
                        RunningStockRelay.with().data(temporary.resolve("two")).start()) {
            assertThat(first.port("openwire")).isNotEqualTo(second.port("openwire"));

            var refused =
                    RunningStockRelay.with().data(temporary.resolve("one")).startRefused();

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("in use by another StockRelay (process " + first.pid() + ")")
                    .contains("--data")
                    .doesNotContain("\tat ");
            var httpPort = first.address().substring(first.address().lastIndexOf(':') + 1);
            var taken = RunningStockRelay.with()
                    .data(temporary.resolve("three"))
                    .set("stockrelay.port", httpPort)
                    .startRefused();
            assertThat(taken.exitCode()).isEqualTo(1);
            assertThat(taken.output())
                    .contains("Port " + httpPort + " for HTTP is taken")
                    .contains("--port")
                    .doesNotContain("\tat ");
            assertThat(first.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(second.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        }
    }

    /** A start that ends late has called no channel, so none of them has a failure that was never its own. */
    @Test
    void a_start_that_ends_because_its_port_is_taken_says_so_once_and_leaves_no_trace_at_any_channel()
            throws Exception {
        var settings = RunningStockRelay.with().data(temporary.resolve("late")).withoutSandbox();
        try (var program = settings.start()) {
            assertThat(program.post(
                                    "/api/v1/movements?source=wms",
                                    "{\"id\":\"L-1\",\"type\":\"count\",\"sku\":\"10045\",\"location\":\"HH1\","
                                            + "\"asOf\":\"2026-03-02T10:00:00Z\",\"states\":{\"onHand\":\"7\"},"
                                            + "\"reason\":\"counted\"}")
                            .statusCode())
                    .isEqualTo(200);
            await().atMost(Duration.ofSeconds(30)) // nobody is there to take it: it stays to be sent
                    .until(() -> !ask(program, "select count(*) from channel where failures > 0")
                            .equals("0"));
            program.stop();
        }
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refused = settings.set("stockrelay.port", Integer.toString(taken.getLocalPort()))
                    .startRefused();

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .containsOnlyOnce("Port " + taken.getLocalPort() + " for HTTP is taken")
                    .doesNotContain("\tat ", " WARN ", " ERROR ", "CamelContext", "push-");
        }
    }

    @Test
    void an_ordinary_user_can_run_it() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root can become somebody else")
                .isEqualTo("root");
        var home = Files.createDirectory(Path.of("/tmp")
                .resolve("stockrelay-ordinary-" + ProcessHandle.current().pid()));
        try {
            var jar = Files.copy(Path.of(System.getProperty("stockrelay.jar")), home.resolve("stockrelay.jar"));
            SampleHome.copyTo(home);
            run("chown", "-R", "65534:65534", home.toString());
            var ordinary = RunningStockRelay.with()
                    .prefix(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"))
                    .environment("HOME", "/nonexistent")
                    .jar(jar)
                    .home(home)
                    .data(home.resolve("data"));
            try (var program = ordinary.start()) {
                assertThat(ask(program, "show fsync")).isEqualTo("on");
                assertThat(Files.getAttribute(home.resolve("data/run/instance.json"), "unix:uid"))
                        .isEqualTo(65534);
                program.kill9();
                try (var again = program.startAgain()) {
                    assertThat(again.get("/actuator/health/readiness").statusCode())
                            .isEqualTo(200);
                }
            }
        } finally {
            run("rm", "-rf", home.toString());
        }
    }

    @Test
    void a_route_file_that_cannot_be_read_is_named_with_its_line() throws IOException {
        var home = SampleHome.copyTo(temporary.resolve("home"));
        Files.writeString(
                home.resolve("routes/sources/wms.camel.yaml"),
                "- route:\n    from:\n      uri: direct:a\n      steps:\n        - lgo: x\n");

        var refused = RunningStockRelay.with()
                .home(temporary.resolve("home"))
                .data(temporary.resolve("data"))
                .startRefused();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .contains("routes/sources/wms.camel.yaml")
                .contains("lgo")
                .doesNotContain("\tat ");
    }

    private static void send(RunningStockRelay program, String text) throws JMSException {
        try (var connection = factory(program, "client").createConnection()) {
            var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue("test.kept")).send(session.createTextMessage(text));
        }
    }

    private static String receive(RunningStockRelay program) throws JMSException {
        try (var connection = factory(program, "stockrelay").createConnection()) {
            connection.start();
            var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            var message =
                    session.createConsumer(session.createQueue("test.kept")).receive(10_000);
            assertThat(message).isInstanceOf(TextMessage.class);
            return ((TextMessage) message).getText();
        }
    }

    private static ActiveMQConnectionFactory factory(RunningStockRelay program, String user) {
        return new ActiveMQConnectionFactory(
                user, program.secret("broker-" + user), "tcp://127.0.0.1:" + program.port("openwire"));
    }

    private static String ask(RunningStockRelay program, String query) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(url(program), "stockrelay", program.secret("postgres-stockrelay"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(RunningStockRelay program, String... statements) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(url(program), "stockrelay", program.secret("postgres-stockrelay"));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String url(RunningStockRelay program) {
        return "jdbc:postgresql://127.0.0.1:" + program.port("postgres") + "/stockrelay";
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
