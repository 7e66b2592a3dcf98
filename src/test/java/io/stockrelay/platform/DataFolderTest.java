package io.stockrelay.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void a_second_holder_is_refused_with_the_number_of_the_first() throws Exception {
        var folders = new Folders(temporary, temporary.resolve("data"));

        try (var first = DataFolder.take(folders)) {
            assertThat(first.path()).isEqualTo(folders.data());
            assertThatThrownBy(() -> DataFolder.take(folders))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data");
        }

        DataFolder.take(folders).close();
    }

    @Test
    void what_a_kill_left_in_progress_is_cleared_away() throws Exception {
        var folders = new Folders(temporary, temporary.resolve("data"));
        Files.createDirectories(folders.inProgress().resolve("in/threepl"));
        Files.writeString(folders.inProgress().resolve("in/threepl/half.csv"), "a;b");

        DataFolder.take(folders).close();

        assertThat(folders.inProgress()).doesNotExist();
    }

    @Test
    void secrets_are_kept_and_closed_to_others() throws Exception {
        var secrets = new Secrets(temporary.resolve("secrets"));

        var first = secrets.secret("token");

        assertThat(new Secrets(temporary.resolve("secrets")).secret("token")).isEqualTo(first);
        assertThat(secrets.secret("other")).isNotEqualTo(first);
        assertThat(first).hasSizeGreaterThanOrEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("token"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("secrets"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_killed_process_that_nobody_cleared_away_does_not_count_as_running() throws Exception {
        // The shell makes a child that ends, and itself becomes "sleep", which never clears its children away.
        var parent = new ProcessBuilder("sh", "-c", "sh -c 'echo $$' & exec sleep 60").start();
        try {
            var pid = Long.parseLong(parent.inputReader().readLine().strip());

            await().until(() -> !Processes.isRunning(pid));

            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive))
                    .as("the system still lists it")
                    .isPresent();
            assertThat(Processes.isRunning(parent.pid())).isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void templates_are_read_before_the_routes_made_from_them() throws Exception {
        var routes = temporary.resolve("home of all/routes");
        Files.createDirectories(routes.resolve("sources"));
        Files.createDirectories(routes.resolve("templates"));
        for (var name : new String[] {"sources/a.camel.yaml", "templates/z.camel.yaml", "b.camel.yaml", "notes.txt"}) {
            Files.writeString(routes.resolve(name), "");
        }

        assertThat(RouteFiles.files(routes).stream().map(routes::relativize).map(Path::toString))
                .containsExactly("templates/z.camel.yaml", "b.camel.yaml", "sources/a.camel.yaml");
        assertThat(RouteFiles.files(temporary.resolve("nowhere"))).isEmpty();
    }
}
