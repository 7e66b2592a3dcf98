package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.web.ServerProperties;

class ServerThreadsTest {

    private static final int SECONDS = 10;

    private final ServerThreads threads = ServerThreads.of(new ServerProperties.Jetty.Threads());

    @BeforeEach
    void start() throws Exception {
        threads.start();
    }

    @AfterEach
    void stop() throws Exception {
        threads.stop();
    }

    /** What Jetty hands to its threads when somebody else's thread has answered. */
    private final class ToRead extends AbstractConnection implements Runnable {

        private final CompletableFuture<Thread> readBy = new CompletableFuture<>();

        ToRead() {
            super(new ByteArrayEndPoint(), threads);
        }

        @Override
        public void onFillable() {}

        @Override
        public void run() {
            readBy.complete(Thread.currentThread());
        }
    }

    @Test
    void a_connection_is_read_on_by_whoever_answers() throws Exception {
        var connection = new ToRead();

        threads.readingOn(() -> threads.execute(connection));

        assertThat(connection.readBy.get(SECONDS, TimeUnit.SECONDS)).isSameAs(Thread.currentThread());
    }

    @Test
    void all_other_work_is_done_by_its_own_threads() throws Exception {
        var job = new CompletableFuture<Thread>();

        threads.readingOn(() -> threads.execute(() -> job.complete(Thread.currentThread())));

        assertThat(job.get(SECONDS, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void whoever_answers_within_an_answer_goes_on_with_the_outer_one() throws Exception {
        var connection = new ToRead();

        threads.readingOn(() -> {
            threads.readingOn(() -> {});
            threads.execute(connection);
        });

        assertThat(connection.readBy.get(SECONDS, TimeUnit.SECONDS)).isSameAs(Thread.currentThread());
    }

    @Test
    void once_the_answer_is_given_its_own_threads_read_again_even_where_it_failed() throws Exception {
        var connection = new ToRead();
        Runnable failing = () -> {
            throw new IllegalStateException("gone");
        };

        assertThatThrownBy(() -> threads.readingOn(failing)).hasMessage("gone");
        threads.execute(connection);

        assertThat(connection.readBy.get(SECONDS, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }
}
