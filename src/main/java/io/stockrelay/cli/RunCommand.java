package io.stockrelay.cli;

import io.stockrelay.StockRelayApplication;
import io.stockrelay.sandbox.beside.SandboxStart;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: starts everything and keeps it running until Ctrl-C. */
@Command(name = "run", description = "Start everything and keep it running; Ctrl-C stops cleanly.", sortOptions = false)
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder with routes/, mappings/ and config/ (default: where ./stockrelay is).")
    private @Nullable Path home;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder for everything written (default: ./data).")
    private @Nullable Path data;

    @Option(names = "--port", paramLabel = "N", description = "HTTP port, 0 for any free one (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Any setting, for example --set stockrelay.broker.port=0; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--no-sandbox", description = "Do not start the simulated channels.")
    private boolean isWithoutSandbox;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean isHelpWanted;

    @Override
    public Integer call() {
        var application = new SpringApplication(StockRelayApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(new SandboxStart());
        application.run(arguments());
        return StockRelayCommand.KEEPS_RUNNING;
    }

    /** As arguments, so that they win over environment variables and files; an option of its own wins over --set. */
    private String[] arguments() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (home != null) {
            all.put("stockrelay.home", home.toAbsolutePath().toString());
        }
        if (data != null) {
            all.put("stockrelay.data", data.toAbsolutePath().toString());
        }
        if (port != null) {
            all.put("stockrelay.port", port.toString());
        }
        if (isWithoutSandbox) {
            all.put("stockrelay.sandbox.enabled", "false");
        }
        return all.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);
    }
}
