package io.stockrelay.cli;

import ch.qos.logback.classic.Level;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The root of the command line; a new subcommand is one more line in {@link #SUBCOMMANDS}. */
@Command(
        name = "stockrelay",
        description =
                "Keeps stock availability true between the systems that know about stock and the places that sell it.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = StockRelayCommand.Version.class,
        footer = {
            "",
            "COMMAND --help tells more about one. Every setting also has an environment variable (STOCKRELAY_...)."
        })
public final class StockRelayCommand extends CommandFamily {

    /** What {@link #execute} returns when the program goes on working in other threads. */
    public static final int KEEPS_RUNNING = -1;

    static final int USAGE_ERROR = 2;

    /** One line per subcommand. */
    private static final List<Class<?>> SUBCOMMANDS = List.of(
            RunCommand.class,
            AvailabilityCommand.class,
            ExplainCommand.class,
            DeadLettersCommand.class,
            SourcesCommand.class,
            ChannelsCommand.class,
            ReservationsCommand.class,
            AllocationsCommand.class,
            ReceiptCommand.class,
            VerifyCommand.class,
            SendCommand.class,
            SandboxCommand.class,
            KeysCommand.class,
            BenchCommand.class);

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of StockRelay and of the Java it runs on.")
    @SuppressWarnings("UnusedVariable") // picocli answers it
    private boolean isVersionWanted;

    /** As whoever reports a problem would want to tell. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = StockRelayCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "StockRelay " + (version == null ? "of a source tree, unpackaged" : version),
                "Java ${java.version} (${java.vendor}) on ${os.name} ${os.version} ${os.arch}"
            };
        }
    }

    StockRelayCommand() {
        super("A command is missing.");
    }

    /** Runs the command line and returns its exit code: 0 done, 1 failed, 2 wrong usage, or {@link #KEEPS_RUNNING}. */
    public static int execute(String... args) {
        quietLibraries();
        return commandLine().execute(args);
    }

    /** Until {@code run} sets up its own logging: what libraries have to tell is not for whoever types a command. */
    private static void quietLibraries() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new StockRelayCommand());
        SUBCOMMANDS.forEach(commandLine::addSubcommand);
        commandLine.setParameterExceptionHandler(StockRelayCommand::explainUsage);
        commandLine.setExecutionExceptionHandler(StockRelayCommand::explainFailure);
        return commandLine;
    }

    private static int explainUsage(ParameterException e, String[] args) {
        var commandLine = e.getCommandLine();
        var err = commandLine.getErr();
        err.println(told(e));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println();
        commandLine.usage(err);
        err.flush();
        return USAGE_ERROR;
    }

    private static String told(ParameterException e) {
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()
                && !unmatched.isUnknownOption()) {
            var name = e.getCommandLine().getCommandSpec().qualifiedName();
            return "'" + unmatched.getUnmatched().get(0) + "' is nothing that " + name + " knows. Nothing was done.";
        }
        return String.valueOf(e.getMessage());
    }

    private static int explainFailure(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
        var err = commandLine.getErr();
        err.println(KindFailure.of(e));
        err.flush();
        return 1;
    }
}
