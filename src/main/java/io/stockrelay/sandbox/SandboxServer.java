package io.stockrelay.sandbox;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated channels behind one port of 127.0.0.1. */
public final class SandboxServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SandboxServer.class);
    private static final int THREADS = 64;
    private static final int WAITING_CALLS_MAX = 1_024;

    static {
        // Without it every answer waits for the delayed acknowledgement of its headers: 40 ms on kept connections.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer http;
    private final ThreadPoolExecutor threads;
    private final ShopifySandbox shopify;
    private final AmazonSandbox amazon;
    private final DealerSandbox dealer;

    private SandboxServer(SandboxSettings settings, Clock clock) throws IOException {
        this.shopify = new ShopifySandbox(settings.shopify(), clock);
        this.amazon = new AmazonSandbox(settings.amazon(), clock);
        this.dealer = new DealerSandbox(settings.dealer(), clock);
        this.threads = threads();
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), settings.port()), 0);
        http.setExecutor(threads);
        http.createContext("/shopify/", channel(shopify, shopify.protocol()));
        http.createContext("/amazon/", channel(amazon, amazon.protocol()));
        http.createContext("/dealer/", channel(dealer, dealer.protocol()));
        var notices = new NoticeInbox(settings.noticeSecret(), clock);
        http.createContext("/notices/", Wire.guarded(notices.door()));
        http.createContext("/sandbox/notices", Wire.guarded(notices.control()));
        http.createContext("/sandbox/shopify/orders", Wire.guarded(shopify.orders()));
        http.createContext("/sandbox", Wire.guarded(new ControlHandler(new Control(List.of(shopify, amazon, dealer)))));
    }

    /** Starts on the system's clock. */
    public static SandboxServer start(SandboxSettings settings) throws IOException {
        return start(settings, Clock.systemUTC());
    }

    /** Starts with a clock that tests can step: it drives token life, key life and pacing. */
    public static SandboxServer start(SandboxSettings settings, Clock clock) throws IOException {
        try {
            SandboxServer server = new SandboxServer(settings, clock);
            server.http.start();
            log.debug("sandbox channels started port={}", server.port());
            return server;
        } catch (BindException e) {
            throw new IOException(
                    "The sandbox channels were not started: port " + settings.port()
                            + " is in use. Choose another, or 0 for any free port.",
                    e);
        }
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** {@code http://127.0.0.1:<port>}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public ShopifySandbox shopify() {
        return shopify;
    }

    public AmazonSandbox amazon() {
        return amazon;
    }

    public DealerSandbox dealer() {
        return dealer;
    }

    /** Stops at once; calls that a fault holds are let go without an answer. */
    @Override
    public void close() {
        closing.countDown();
        http.stop(0);
        threads.shutdownNow();
    }

    private HttpHandler channel(SandboxChannel channel, ChannelProtocol protocol) {
        return Wire.guarded(new ChannelHandler(channel, protocol, this::pause));
    }

    private void pause(Duration length) {
        try {
            boolean closed = closing.await(length.toMillis(), TimeUnit.MILLISECONDS);
            log.debug("pause over closed={}", closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_CALLS_MAX), work -> {
                    Thread thread = new Thread(work, "sandbox-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
