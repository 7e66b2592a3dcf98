package io.stockrelay.day;

import io.stockrelay.testkit.RunningStockRelay;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/**
 * The three sources as they are: what is not acknowledged is sent again under the same id, for as long as it takes. Keeps
 * the record of what was acknowledged, which the program knows nothing of.
 */
final class CrashClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final CrashedProgram program;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private volatile @Nullable Exception lastRefusal;

    CrashClient(CrashedProgram program) {
        this.program = program;
    }

    /** Starts to send, each door in the order given and all doors at once. */
    List<Future<Void>> send(List<Message> messages) {
        return Stream.of(Message.Way.values())
                .map(way -> messages.stream()
                        .filter(message -> message.way() == way)
                        .toList())
                .map(own -> threads.submit(sending(own)))
                .toList();
    }

    Future<Void> upload(String name, Nordkai file) {
        return threads.submit(() -> {
            try (var line = new Line()) {
                line.until((doors, attempt) -> put(doors, name, file.bytes(), attempt));
            }
            return null;
        });
    }

    void await(List<Future<Void>> sent) throws InterruptedException {
        try {
            for (var each : sent) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("not to be sent", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not acknowledged within " + PATIENCE + ", at last " + lastRefusal, e);
        }
    }

    /** Source and id of every event that a webhook's 202 said is committed. */
    Set<String> committed() {
        return Set.copyOf(committed);
    }

    /** Messages and files acknowledged. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** Messages and files that had to be sent again. */
    int repeated() {
        return repeated.get();
    }

    private Callable<Void> sending(List<Message> messages) {
        return () -> {
            try (var line = new Line()) {
                for (var message : messages) {
                    line.until((doors, attempt) -> say(doors, message));
                }
            }
            return null;
        };
    }

    private boolean say(Doors doors, Message message) throws IOException, JMSException {
        if (message.way() != Message.Way.WEBHOOK) {
            doors.send(message);
            return true;
        }
        var answer = doors.webhook("crash-" + message.body().hashCode(), message.body());
        if (answer.statusCode() == 429 || answer.statusCode() == 503) {
            return false;
        }
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        committed.addAll(message.facts().stream().map(Fact::key).collect(Collectors.toSet()));
        return true;
    }

    /** The name is taken only where an earlier attempt went through and its answer was lost. */
    private static boolean put(Doors doors, String name, byte[] content, int attempt) throws IOException {
        try {
            doors.upload(name, content);
        } catch (SftpException e) {
            if (attempt == 1 || e.getStatus() != SftpConstants.SSH_FX_FILE_ALREADY_EXISTS) {
                throw e;
            }
        }
        return true;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Says something once; false where it is to be said again. */
    private interface Saying {
        boolean with(Doors doors, int attempt) throws IOException, JMSException;
    }

    /** One client's connections to the program's present life. */
    private final class Line implements AutoCloseable {
        private @Nullable RunningStockRelay life;
        private @Nullable Doors doors;

        void until(Saying saying) throws InterruptedException {
            int attempt = 1;
            while (!attempted(saying, attempt)) {
                attempt++;
                repeated.incrementAndGet();
                program.pause(Duration.ofMillis(100));
            }
            acknowledged.incrementAndGet();
        }

        private boolean attempted(Saying saying, int attempt) throws InterruptedException {
            var now = program.alive();
            if (doors == null || life != now) {
                close();
                life = now;
                doors = new Doors(now);
            }
            try {
                return saying.with(doors, attempt);
            } catch (IOException | JMSException e) {
                lastRefusal = e;
                close();
                return false;
            }
        }

        @Override
        public void close() {
            if (doors != null) {
                doors.close();
            }
            doors = null;
        }
    }
}
