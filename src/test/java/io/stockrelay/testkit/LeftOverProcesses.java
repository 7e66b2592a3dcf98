package io.stockrelay.testkit;

import static org.awaitility.Awaitility.await;

import io.stockrelay.platform.Processes;
import java.nio.file.Path;
import java.time.Duration;

/** Ends what a test's killed program left running, and nothing else: only processes working in the given folder. */
final class LeftOverProcesses {

    private LeftOverProcesses() {}

    static void endAllIn(Path folder) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            var left = Processes.workingIn(folder);
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            return left.isEmpty();
        });
    }
}
