package io.stockrelay.day;

import io.stockrelay.testkit.RunningStockRelay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One program through all of its lives: killed, and started again on the same data. */
final class CrashedProgram implements AutoCloseable {

    private static final Duration DEATH_MAX = Duration.ofMinutes(3);

    private final RunningStockRelay.Builder settings;
    private RunningStockRelay last;
    private @Nullable RunningStockRelay alive;

    CrashedProgram(RunningStockRelay.Builder settings) {
        this.settings = settings;
        this.last = settings.start();
        this.alive = last;
    }

    /** Settings of a program that starts in a third of the time: unpacked, as ./stockrelay runs it, and hardly compiled. */
    static RunningStockRelay.Builder quick(Path folder) throws IOException, InterruptedException {
        var jar = Path.of(System.getProperty("stockrelay.jar", "target/stockrelay.jar"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var unpacking = new ProcessBuilder(
                        java, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (unpacking.waitFor() != 0) {
            throw new IllegalStateException("cannot unpack " + jar);
        }
        return RunningStockRelay.with()
                .jar(folder.resolve(jar.getFileName()))
                .environment("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }

    /** Waits until it lives. */
    synchronized RunningStockRelay alive() throws InterruptedException {
        long until = System.nanoTime() + DEATH_MAX.toNanos();
        while (alive == null) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("it was not started again within " + DEATH_MAX);
            }
            wait(1_000);
        }
        return alive;
    }

    /** Waits a moment, less where it dies or comes to life meanwhile. */
    synchronized void pause(Duration moment) throws InterruptedException {
        wait(moment.toMillis());
    }

    /** Kills it as {@code kill -9} does and returns its remains: PostgreSQL lives on and can still be asked. */
    RunningStockRelay kill() {
        synchronized (this) {
            alive = null;
            notifyAll();
        }
        last.kill9();
        return last;
    }

    void startAndKillAfter(Duration time) {
        settings.startAndKill9After(time);
    }

    void startAgain() {
        var again = last.startAgain();
        synchronized (this) {
            last = again;
            alive = again;
            notifyAll();
        }
    }

    @Override
    public void close() {
        last.close();
    }
}
