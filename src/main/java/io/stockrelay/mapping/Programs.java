package io.stockrelay.mapping;

import io.stockrelay.shared.Problem;
import io.stockrelay.source.SourceSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/**
 * The programs of one source: {@code event.jq} for payloads, or one for each format such as {@code event.xml.jq};
 * {@code row.jq} for the rows of its files.
 */
record Programs(Map<Format, Program> events, @Nullable Program rows) {

    static final Programs NONE = new Programs(Map.of(), null);

    private static final long BYTES_MAX = 1 << 20;
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

    boolean isEmpty() {
        return events.isEmpty() && rows == null;
    }

    static Programs load(Path home, SourceSettings source, List<Problem> problems) {
        var folder = "mappings/" + source.id() + "/";
        var general = program(home, folder + "event.jq", problems);
        var events = new EnumMap<Format, Program>(Format.class);
        for (var format : Format.values()) {
            var special = program(home, folder + "event." + format.name().toLowerCase(Locale.ROOT) + ".jq", problems);
            var program = special == null ? general : special;
            if (program != null) {
                events.put(format, program);
            }
        }
        var rows = program(home, folder + "row.jq", problems);
        requireFiles(home, folder, source, problems);
        return new Programs(events, rows);
    }

    private static void requireFiles(Path home, String folder, SourceSettings source, List<Problem> problems) {
        boolean sendsFiles = source.file() != null;
        var needed = folder + (sendsFiles ? "row.jq" : "event.jq");
        boolean there = sendsFiles ? Files.exists(home.resolve(needed)) : hasEventProgram(home.resolve(folder));
        if (!there) {
            problems.add(Problem.error(
                    "missing-program",
                    needed,
                    0,
                    "the source " + source.id() + " has no mapping program",
                    "Write one: docs/mappings.md. For a source that sends canonical events it is just a dot."));
        }
    }

    private static boolean hasEventProgram(Path folder) {
        return List.of("event.jq", "event.json.jq", "event.xml.jq", "event.csv.jq").stream()
                .anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    private static @Nullable Program program(Path home, String file, List<Problem> problems) {
        var path = home.resolve(file);
        if (!Files.exists(path)) {
            return null;
        }
        try {
            if (Files.size(path) > BYTES_MAX) {
                problems.add(Problem.error("jq", file, 0, "the program is larger than 1MB", "Make it smaller."));
                return null;
            }
            return Program.compile(file, Files.readString(path, StandardCharsets.UTF_8));
        } catch (JsonQueryException wrong) {
            problems.add(told(file, wrong));
        } catch (IOException unreadable) {
            problems.add(Problem.error(
                    "unreadable", file, 0, "cannot be read as UTF-8: " + unreadable.getMessage(), "Save it as UTF-8."));
        }
        return null;
    }

    private static Problem told(String file, JsonQueryException wrong) {
        var cause = wrong.getCause() == null ? wrong : wrong.getCause();
        var message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("not a jq program");
        var place = PLACE.matcher(message);
        boolean placed = place.find();
        return Problem.error(
                "jq",
                file,
                placed ? Integer.parseInt(place.group(1)) : 0,
                placed ? Integer.parseInt(place.group(2)) : 0,
                null,
                "not a jq program: " + message,
                "Try it with the ordinary jq: jq -f " + file + " payload.json");
    }
}
