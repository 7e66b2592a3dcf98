package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stockrelay.shared.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the cases that stand beside the mapping programs of a home folder. */
public final class MappingExamples {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int FOLDERS_DEEP = 2;

    private MappingExamples() {}

    /** All cases, in the order of folders, files and lines. */
    public static List<MappingExample> read(Path home) {
        var folder = home.resolve("mappings");
        try (var files = Files.walk(folder, FOLDERS_DEEP)) {
            var found = new ArrayList<MappingExample>();
            for (var file : files.filter(MappingExamples::holdsCases).sorted().toList()) {
                cases(home, file, found);
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the tests beside the mappings cannot be read", unreadable);
        }
    }

    private static boolean holdsCases(Path file) {
        return file.toString().endsWith(".test.yaml");
    }

    private static void cases(Path home, Path file, List<MappingExample> found) throws IOException {
        var name = home.relativize(file).toString().replace('\\', '/');
        var source = new SourceId(name.split("/")[1]); // mappings/<source>/<program>.test.yaml
        for (JsonNode content : YAML.readTree(file.toFile()).path("tests")) {
            found.add(new MappingExample(name, content.path("name").asText("unnamed"), source, content));
        }
    }
}
