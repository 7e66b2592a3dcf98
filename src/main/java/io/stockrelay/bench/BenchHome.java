package io.stockrelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A home folder for a benchmark: routes and mapping programs of the company at hand, so that what is measured is what
 * runs, over generated items and locations.
 */
final class BenchHome {

    static final String SECRET_VARIABLE = "STOCKRELAY_BENCH_SECRET";
    static final String ACCOUNT = "dealer";
    static final String FILE_COLUMNS = "Lager, Artikel, Einheit, Bestand, Gesperrt, Stand";

    private static final List<String> SOURCES = List.of("erp", "wms", "threepl");

    private final Path model;
    private final Path home;

    private BenchHome(Path model, Path home) {
        this.model = model;
        this.home = home;
    }

    /** Writes it; the model is the folder with the routes and mapping programs. */
    static void write(Path model, Path home, BenchPlan plan) throws IOException {
        var made = new BenchHome(model.toAbsolutePath().normalize(), home);
        made.copyRoutes();
        for (var source : SOURCES) {
            made.copyProgram(source);
        }
        made.writeTables(plan);
        made.writeConfig(plan);
    }

    private void copyRoutes() throws IOException {
        var templates = model.resolve("routes/templates");
        if (!Files.isDirectory(templates)) {
            throw missing("routes/templates");
        }
        try (var files = Files.list(templates)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                copy(file);
            }
        }
        for (var source : SOURCES) {
            copy(model.resolve("routes/sources/" + source + ".camel.yaml"));
        }
    }

    private void copyProgram(String source) throws IOException {
        var folder = model.resolve("mappings/" + source);
        if (!Files.isDirectory(folder)) {
            throw missing("mappings/" + source);
        }
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".jq")).toList()) {
                copy(file);
            }
        }
    }

    private void copy(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw missing(model.relativize(file).toString());
        }
        var target = home.resolve(model.relativize(file).toString());
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private BenchFailed missing(String what) {
        return new BenchFailed(
                "There is no " + what + " in " + model + ".",
                "The benchmark runs the sample company's sources erp, wms and threepl: point --home to a folder that has"
                        + " them.");
    }

    private void writeTables(BenchPlan plan) throws IOException {
        write("mappings/items.csv", "sku,description,base_unit\n", plan.skus(), i -> sku(i) + ",Benchmark item,EA\n");
        write("mappings/units.csv", "unit,numerator,denominator\nEA,1,1\n");
        write("mappings/erp/units.csv", "unit,numerator,denominator\nPCE,1,1\n");
        write("mappings/wms/units.csv", "unit,numerator,denominator\nUNIT,1,1\n");
        write("mappings/threepl/units.csv", "unit,numerator,denominator\nST,1,1\n");
    }

    private void writeConfig(BenchPlan plan) throws IOException {
        var yaml = """
                company: Benchmark
                sources:
                  erp:
                    webhook: { scheme: standard, secrets: ["${%s}"], tolerance: 5m, bytes-max: 5MB }
                  wms: {}
                  threepl:
                    file: { charset: windows-1252, separator: ";", columns: [%s], rows-max: 10000000, bytes-max: 2GB }
                guards: { zeroed-share: 100, moved-share: 100 }
                accounts:
                  %s: { fulfil-from: E1 }
                locations:
                """.formatted(SECRET_VARIABLE, FILE_COLUMNS, ACCOUNT);
        write(
                "config/stockrelay.yaml",
                yaml
                        + locations("E", "erp", BenchPlan.LOCATIONS)
                        + locations("W", "wms", BenchPlan.LOCATIONS)
                        + locations("F", "threepl", plan.fileLocations()));
    }

    private static String locations(String prefix, String owner, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "  %s%d: { states: { others: %s }, movements: { others: %s } }\n"
                        .formatted(prefix, i, owner, owner))
                .collect(Collectors.joining());
    }

    /** The name of an item, counted from 0. */
    static String sku(int number) {
        var digits = Integer.toString(number + 1_000_000);
        return "SKU-" + digits;
    }

    private void write(String name, String header, int count, IntFunction<String> row) throws IOException {
        write(name, IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("", header, "")));
    }

    private void write(String name, String content) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content, StandardCharsets.UTF_8);
    }
}
