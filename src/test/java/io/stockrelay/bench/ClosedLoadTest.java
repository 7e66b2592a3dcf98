package io.stockrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosedLoadTest {

    private static final String YES = "HTTP/1.1 201 \r\nDate: today\r\nContent-Length: 5\r\n\r\nhello";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    @Test
    void each_client_asks_again_once_its_answer_is_whole() throws Exception {
        answer(YES);

        var work = load(3, Duration.ofMillis(200)).run();

        assertThat(work.units()).isEqualTo(served.get() * 2).isGreaterThan(6);
        assertThat(numbers.get()).isEqualTo(served.get());
    }

    @Test
    void without_time_each_asks_once() throws Exception {
        answer(YES);

        assertThat(load(5, Duration.ZERO).run().units()).isEqualTo(10);
    }

    @Test
    void a_no_ends_it() {
        answer("HTTP/1.1 503 \r\nContent-Length: 0\r\n\r\n");

        assertThatThrownBy(() -> load(2, Duration.ofSeconds(5)).run())
                .isInstanceOf(BenchFailed.class)
                .hasMessageContaining("503");
    }

    @Test
    void half_an_answer_ends_it() {
        answer(YES.substring(0, YES.length() - 1));

        assertThatThrownBy(() -> load(1, Duration.ofSeconds(5)).run()).isInstanceOf(EOFException.class);
    }

    @Test
    void an_answer_whose_length_is_not_told_ends_it() {
        answer("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        assertThatThrownBy(() -> load(1, Duration.ofSeconds(5)).run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP/1.1 200");
    }

    private ClosedLoad load(int clients, Duration slice) {
        var requests = new Requests(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/promises"), "key");
        return new ClosedLoad(requests.target(), clients, slice, 2, numbers, number -> requests.get("n=" + number));
    }

    /** Byte by byte; what is not a whole answer is followed by hanging up. */
    private void answer(String bytes) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    threads.execute(() -> serve(socket, bytes));
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
    }

    private void serve(Socket socket, String bytes) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    continue;
                }
                served.incrementAndGet();
                for (byte one : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
                    socket.getOutputStream().write(one);
                }
                if (!bytes.equals(YES)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the load hung up
        }
    }
}
