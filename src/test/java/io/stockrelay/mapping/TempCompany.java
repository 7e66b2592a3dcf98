package io.stockrelay.mapping;

import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A company of one source and two items, whose files a test may write over. */
final class TempCompany {

    static final Instant RECEIVED = Instant.parse("2026-11-21T12:00:00Z");
    static final SourceId SOURCE = new SourceId("s");

    final Path home;
    private boolean laterOfDoubledHour;
    private boolean sendsFiles;

    TempCompany(Path home) {
        this.home = home;
        write("mappings/items.csv", """
                sku,description,category,gtin,base_unit,decimals
                A,first,c,09524170001007,EA,0
                R,rope,c,,M,2
                """);
        write("mappings/s/event.jq", ".");
    }

    TempCompany laterOfDoubledHour() {
        laterOfDoubledHour = true;
        return this;
    }

    TempCompany withFiles() {
        sendsFiles = true;
        return this;
    }

    TempCompany write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    TempCompany write(String file, byte[] bytes) {
        try {
            var path = home.resolve(file);
            Files.createDirectories(home.resolve(file).resolveSibling("."));
            Files.write(path, bytes);
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    MappingFolder folder() {
        return folder(Clock.fixed(RECEIVED, ZoneOffset.UTC));
    }

    MappingFolder folder(Clock clock) {
        var source = SampleCompany.source("s", laterOfDoubledHour, sendsFiles);
        return MappingFolder.read(
                home, List.of(source), SampleCompany.locations(), SampleCompany.channels(), 1_000_000, clock);
    }

    Mapped map(String payload) {
        return map("application/json", payload.getBytes(StandardCharsets.UTF_8));
    }

    Mapped map(String contentType, byte[] payload) {
        return folder().mappings().map(delivery(contentType, payload));
    }

    static Delivery delivery(String contentType, byte[] payload) {
        return new Delivery(
                new ReceiptId(new UUID(0, 1)),
                SOURCE,
                "test",
                RECEIVED,
                contentType,
                Map.of("x-event", "header"),
                null,
                payload);
    }

    /** A ship of 5 pieces, with each of the given {@code field=json} changed; {@code field=} removes it. */
    static String ship(String... changes) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", "\"1\"");
        fields.put("type", "\"ship\"");
        fields.put("sku", "\"A\"");
        fields.put("location", "\"WH1\"");
        fields.put("quantity", "\"5\"");
        fields.put("occurredAt", "\"2026-11-21T10:00:00Z\"");
        return changed(fields, changes);
    }

    static String level(String... changes) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", "\"1\"");
        fields.put("type", "\"level\"");
        fields.put("sku", "\"A\"");
        fields.put("location", "\"WH1\"");
        fields.put("states", "{\"onHand\": \"5\"}");
        fields.put("asOf", "\"2026-11-21T10:00:00Z\"");
        return changed(fields, changes);
    }

    private static String changed(Map<String, String> fields, String... changes) {
        for (var change : changes) {
            var parts = change.split("=", 2);
            fields.put(parts[0], parts[1]);
        }
        var all = new ArrayList<String>();
        fields.forEach((name, json) -> {
            if (!json.isEmpty()) {
                all.add("\"" + name + "\": " + json);
            }
        });
        return "{" + String.join(", ", all) + "}";
    }
}
