package io.stockrelay.cli;

import io.stockrelay.bench.BenchFailed;
import io.stockrelay.bench.BenchSite;
import io.stockrelay.bench.Launch;
import io.stockrelay.bench.Progress;
import io.stockrelay.bench.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all benchmarks are told, and how they are run. */
final class BenchOptions {

    private static final int STOPPED = 130;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too, every round's.")
    private @Nullable Path json;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder whose routes/ and mappings/ are measured (default: where ./stockrelay is).")
    private @Nullable Path home;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Where the data of the benchmark goes while it runs (default: the data folder).")
    private @Nullable Path work;

    @Option(
            names = "--java",
            paramLabel = "OPTION",
            description = "A further option of the program's Java, for example a flight recording; may be repeated.")
    private List<String> java = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean isHelpWanted;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private CommandSpec spec;

    /** A benchmark, from its start to its figures. */
    interface Bench {
        Report run(BenchSite site) throws IOException, SQLException, InterruptedException;
    }

    int measure(Bench bench) throws Exception {
        QuietLog.begin();
        try {
            var site = BenchSite.open(home(), work(), Launch.ofThisProgram(java), Clock.systemUTC(), progress());
            var stopping = StopHook.of(site);
            try (stopping) {
                tell(bench.run(site));
                return 0;
            } catch (IOException | SQLException | RuntimeException e) {
                if (stopping.isStopping()) { // whatever broke, Ctrl-C broke it
                    return STOPPED;
                }
                throw e;
            }
        } catch (BenchFailed e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private Path home() {
        return folder(home, "STOCKRELAY_HOME", ".");
    }

    private Path work() {
        return folder(work, "STOCKRELAY_DATA", "data");
    }

    private Progress progress() {
        var err = spec.commandLine().getErr();
        return line -> {
            err.println(line);
            err.flush();
        };
    }

    private void tell(Report report) throws IOException {
        var out = spec.commandLine().getOut();
        out.println(report.table());
        out.flush();
        if (json != null) {
            report.writeJson(json);
        }
    }

    private static Path folder(@Nullable Path given, String variable, String otherwise) {
        return given != null
                ? given
                : Path.of(Optional.ofNullable(System.getenv(variable)).orElse(otherwise));
    }
}
