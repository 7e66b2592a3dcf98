package io.stockrelay.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Passes connections on to a {@link TestPostgres} and counts how often anybody waited for an answer on them: whoever does so
 * sends what the protocol calls a sync, as the last of what is sent together.
 */
public final class CountedTurns implements AutoCloseable {

    private static final byte[] SYNC = {'S', 0, 0, 0, 4};

    private final PGSimpleDataSource target = new PGSimpleDataSource();
    private final ServerSocket entrance;
    private final ExecutorService pumps = Executors.newCachedThreadPool();
    private final AtomicInteger turns = new AtomicInteger();

    public CountedTurns(TestPostgres database) throws IOException {
        target.setURL(database.url());
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        pumps.execute(this::accept);
    }

    /** Connections that are counted. */
    public DataSource dataSource() {
        var counted = new PGSimpleDataSource();
        counted.setServerNames(new String[] {entrance.getInetAddress().getHostAddress()});
        counted.setPortNumbers(new int[] {entrance.getLocalPort()});
        counted.setDatabaseName(target.getDatabaseName());
        counted.setUser(target.getUser());
        return counted;
    }

    /** How often somebody has waited since the last time this was asked. */
    public int take() {
        return turns.getAndSet(0);
    }

    private void accept() {
        try {
            while (true) {
                var client = entrance.accept();
                var server = new Socket(target.getServerNames()[0], target.getPortNumbers()[0]);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                pumps.execute(() -> pump(client, server, turns));
                pumps.execute(() -> pump(server, client, new AtomicInteger()));
            }
        } catch (IOException closed) {
            // nobody comes any more
        }
    }

    private static void pump(Socket from, Socket to, AtomicInteger syncs) {
        var buffer = new byte[64 * 1024];
        try (from;
                to) {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                if (endsWithSync(buffer, read)) {
                    syncs.incrementAndGet();
                }
                to.getOutputStream().write(buffer, 0, read);
                read = from.getInputStream().read(buffer);
            }
        } catch (IOException closed) {
            // one end has gone, so the other goes, too
        }
    }

    private static boolean endsWithSync(byte[] sent, int length) {
        return length >= SYNC.length && Arrays.equals(sent, length - SYNC.length, length, SYNC, 0, SYNC.length);
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pumps.shutdownNow();
        }
    }
}
