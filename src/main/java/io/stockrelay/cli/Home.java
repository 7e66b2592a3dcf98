package io.stockrelay.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.stockrelay.settings.HomeFolder;
import io.stockrelay.settings.Settings;
import io.stockrelay.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** The home folder, for commands that need to know what the running instance was configured with. */
final class Home {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:STOCKRELAY_HOME:-.}",
            description = "Folder with routes/, mappings/ and config/ (default: where ./stockrelay is).")
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private Path folder;

    Settings settings() {
        return SettingsLoader.load(folder.toAbsolutePath().normalize(), System::getenv)
                .orThrow();
    }

    HomeFolder whole() {
        return HomeFolder.read(folder.toAbsolutePath().normalize(), System::getenv, Clock.systemUTC());
    }

    /** One column of a table of {@code mappings/}. */
    List<String> column(String table, String column) {
        return column(table, column, row -> true);
    }

    /** The same of some rows only. */
    List<String> column(String table, String column, Predicate<NamedCsvRecord> which) {
        var file = folder.resolve("mappings").resolve(table);
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream()
                    .filter(which)
                    .map((NamedCsvRecord row) -> row.getField(column))
                    .toList();
        } catch (IOException | NoSuchElementException e) {
            throw new CommandFailed("The load speaks the sample company's codes, but " + file + " with a column "
                    + column + " cannot be read.\n  Nothing was sent.\n  Name the sample's folder with --home DIR.");
        }
    }
}
