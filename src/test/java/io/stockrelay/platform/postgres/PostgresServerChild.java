package io.stockrelay.platform.postgres;

import io.stockrelay.platform.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process of its own that runs the embedded PostgreSQL, commits one row, says so, and waits to be killed. */
final class PostgresServerChild {

    private static final String COMMITTED = "committed";

    private PostgresServerChild() {}

    static Process start(Path data) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresServerChild.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        String line;
        do {
            line = lines.readLine();
            if (line == null) {
                throw new IllegalStateException("the child ended before it committed");
            }
        } while (!line.equals(COMMITTED));
        return process;
    }

    public static void main(String[] args) throws Exception {
        var data = Path.of(args[0]);
        var server = PostgresServer.start(data, 0, new Secrets(data.resolve("secrets")));
        PostgresServerIT.execute(
                server.address(), "create table kept(word text)", "insert into kept values ('committed')");
        System.out.println(COMMITTED);
        new CountDownLatch(1).await();
    }
}
