package io.stockrelay.day;

import io.stockrelay.testkit.Chance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Thousands of further articles at Nordkai, so that a file takes long enough to be killed in its middle. */
final class CrashBulk {

    static final String START = "BULK-";

    private static final String COMPLETE = "complete: true";

    private final int size;
    private final Random random;
    private final Map<String, Long> units = new TreeMap<>();
    private int files;

    CrashBulk(int size, long seed) {
        this.size = size;
        this.random = Chance.of(seed);
    }

    /** Adds the articles to the company's tables. Its files are a part of the stock from now on, not all of it. */
    void addTo(Path home) throws IOException {
        var items = new StringBuilder();
        var codes = new StringBuilder();
        for (int i = 1; i <= size; i++) {
            items.append(sku(i)).append(",Bulk article ").append(i).append(",bulk,,EA,0,\n");
            codes.append(code(i)).append(',').append(sku(i)).append('\n');
        }
        Files.writeString(home.resolve("mappings/items.csv"), items, StandardOpenOption.APPEND);
        Files.writeString(home.resolve("mappings/threepl/skus.csv"), codes, StandardOpenOption.APPEND);
        var config = home.resolve("config/stockrelay.yaml");
        var sample = Files.readString(config);
        if (!sample.contains(COMPLETE)) {
            throw new IllegalStateException("the sample no longer says " + COMPLETE + ", which this replaces");
        }
        Files.writeString(config, sample.replace(COMPLETE, "complete: false"));
    }

    /** Every article once; each file must be as of a later time than the one before. */
    Nordkai file(Instant stand) {
        var file = new Nordkai(stand);
        for (int i = 1; i <= size; i++) {
            long counted = 50 + random.nextInt(10);
            file.row(code(i), "ST", Long.toString(counted), "0");
            units.put(sku(i), counted);
        }
        files++;
        return file;
    }

    Map<String, Long> units() {
        return units;
    }

    int size() {
        return size;
    }

    /** How many events all files so far are. */
    long events() {
        return (long) files * size;
    }

    private static String sku(int number) {
        return START + String.format("%05d", number);
    }

    private static String code(int number) {
        return "NB-" + String.format("%05d", number);
    }
}
