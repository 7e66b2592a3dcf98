package io.stockrelay.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.platform.Ports;
import io.stockrelay.platform.Processes;
import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @TempDir
    Path data;

    @AfterEach
    void leave_no_server_behind() {
        new LeftOverPostgres(data.resolve("postgres")).stop();
    }

    @Test
    void commits_are_durable_and_data_is_kept_between_runs() throws Exception {
        try (var server = start()) {
            assertThat(ask(server.address(), "show fsync")).isEqualTo("on");
            assertThat(ask(server.address(), "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server.address(), "show full_page_writes")).isEqualTo("on");
            assertThat(ask(server.address(), "show listen_addresses")).isEqualTo("127.0.0.1");
            execute(server.address(), "create table kept(word text)", "insert into kept values ('here')");
        }

        try (var server = start()) {
            assertThat(ask(server.address(), "select word from kept")).isEqualTo("here");
        }
    }

    @Test
    void nobody_gets_in_without_the_password() throws Exception {
        try (var server = start()) {
            var url = server.address().url();

            assertThatThrownBy(() -> DriverManager.getConnection(url, "stockrelay", "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", ""))
                    .isInstanceOf(SQLException.class);
            assertThat(ask(server.address(), "select rolsuper::text from pg_roles where rolname = current_user"))
                    .isEqualTo("false");
        }
    }

    @Test
    void after_kill_9_a_left_over_server_is_stopped_and_every_commit_is_there() throws Exception {
        var child = PostgresServerChild.start(data);
        var before = Ports.anyFree(); // any port but the left-over one's

        child.destroyForcibly().waitFor();

        assertThat(Processes.workingIn(data.resolve("postgres")))
                .as("the server outlives the program")
                .isNotEmpty();
        try (var server = PostgresServer.start(data, before, secrets())) {
            assertThat(ask(server.address(), "select count(*) from kept")).isEqualTo("1");
        }
    }

    @Test
    void a_pid_file_that_names_somebody_else_is_not_in_the_way_and_nobody_else_is_stopped() throws Exception {
        start().close();
        var us = ProcessHandle.current().pid();
        Files.writeString(data.resolve("postgres/postmaster.pid"), us + "\n" + data + "\n");

        try (var server = start()) {
            assertThat(ask(server.address(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void an_installation_broken_off_half_way_is_set_aside() throws Exception {
        var folder = Files.createDirectories(data.resolve("postgres"));
        Files.writeString(folder.resolve("PG_VERSION"), "18\n");
        Files.writeString(folder.resolve("postgresql.conf"), "");

        try (var server = start()) {
            assertThat(ask(server.address(), "select 1")).isEqualTo("1");
        }
        assertThat(data.resolve("postgres.unfinished-1/PG_VERSION")).exists();
    }

    @Test
    void a_taken_port_is_named_in_a_kind_error() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PostgresServer.start(data, taken.getLocalPort(), secrets()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .hasMessageContaining("stockrelay.database.port");
        }
    }

    @Test
    void a_database_that_stays_away_is_waited_for_and_then_named() {
        var port = Ports.anyFree();
        var away = new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/x", "u", "hidden-word");

        assertThatThrownBy(() -> DatabaseWait.untilReachable(away, Duration.ofMillis(300)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("STOCKRELAY_DATABASE_URL")
                .hasMessageNotContaining("hidden-word");
    }

    @Test
    void a_wrong_password_is_refused_at_once() throws Exception {
        try (var server = start()) {
            var wrong = new DatabaseAddress(server.address().url(), "stockrelay", "guess");

            assertThatThrownBy(() -> DatabaseWait.untilReachable(wrong, Duration.ofHours(1)))
                    .isInstanceOf(StartRefused.class);
        }
    }

    private PostgresServer start() {
        return PostgresServer.start(data, 0, secrets());
    }

    private Secrets secrets() {
        return new Secrets(data.resolve("secrets"));
    }

    static String ask(DatabaseAddress address, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    static void execute(DatabaseAddress address, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
