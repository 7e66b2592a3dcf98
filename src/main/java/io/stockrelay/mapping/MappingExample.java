package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.ExpectEvent;
import io.stockrelay.stock.Ignored;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.StockEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One case of a {@code *.test.yaml} beside a mapping program: what comes in, and what must come of it.
 *
 * @param file such as {@code mappings/erp/event.test.yaml}
 */
public record MappingExample(String file, String name, SourceId source, JsonNode content) {

    private static final Set<String> KEYS = Set.of(
            "name",
            "content-type",
            "headers",
            "received-at",
            "input",
            "row",
            "line",
            "file",
            "events",
            "stock",
            "groups",
            "finals",
            "ignored",
            "failures");
    private static final String RECEIVED_DEFAULT = "2026-11-21T23:00:00Z";

    /** What is not as the case says; empty where all is. */
    public List<String> differences(Mappings mappings) {
        var found = new ArrayList<String>();
        content.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                found.add("the key '" + key + "' is not known: " + new TreeMap<>(Map.of("known", KEYS)));
            }
        });
        var mapped = run(mappings);
        compareEvents(mapped, found);
        compare("stock", texts("stock"), stock(mapped), content.has("stock"), found);
        compare(
                "ignored",
                texts("ignored"),
                mapped.ignored().stream().map(Ignored::reason).toList(),
                true,
                found);
        compareCount("groups", mapped.groups().size(), found);
        compareCount("finals", mapped.finals().size(), found);
        compareFailures(mapped, found);
        return found;
    }

    private Mapped run(Mappings mappings) {
        var row = content.path("row");
        if (!row.isObject()) {
            return mappings.map(delivery());
        }
        var fields = new LinkedHashMap<String, String>();
        row.fields()
                .forEachRemaining(
                        field -> fields.put(field.getKey(), field.getValue().asText()));
        return mappings.mapRow(delivery(), content.path("line").asLong(2), fields);
    }

    /** The delivery the case stands for. */
    public Delivery delivery() {
        var headers = new TreeMap<String, String>();
        content.path("headers")
                .fields()
                .forEachRemaining(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        return new Delivery(
                new ReceiptId(new UUID(0, 0)),
                source,
                "example",
                Instant.parse(content.path("received-at").asText(RECEIVED_DEFAULT)),
                content.path("content-type").asText("application/json"),
                headers,
                text("file"),
                content.path("input").asText("").getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String text(String key) {
        return content.has(key) ? content.path(key).asText() : null;
    }

    private void compareEvents(Mapped mapped, List<String> found) {
        if (!content.has("events")) {
            return;
        }
        var got = new ArrayList<JsonNode>();
        for (var group : mapped.groups()) {
            try {
                Payloads.json(group.canonicalJson()).forEach(event -> got.add(withoutNulls(event)));
            } catch (Unreadable impossible) {
                found.add(impossible.told());
            }
        }
        var wanted = new ArrayList<JsonNode>();
        content.path("events").forEach(event -> wanted.add(withoutNulls(event)));
        if (!wanted.equals(got)) {
            found.add("events should be\n  " + wanted + "\nbut are\n  " + got);
        }
    }

    private static JsonNode withoutNulls(JsonNode event) {
        var copy = event.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        return copy;
    }

    private static void compare(
            String what, List<String> wanted, List<String> got, boolean matters, List<String> found) {
        if (matters && !wanted.equals(got)) {
            found.add(
                    what + " should be\n  " + String.join("\n  ", wanted) + "\nbut is\n  " + String.join("\n  ", got));
        }
    }

    private void compareCount(String what, int got, List<String> found) {
        if (content.has(what) && content.path(what).asInt() != got) {
            found.add(what + " should be " + content.path(what).asInt() + " but is " + got);
        }
    }

    private void compareFailures(Mapped mapped, List<String> found) {
        var wanted = texts("failures");
        var got = mapped.failures().stream().map(MappingExample::told).toList();
        boolean same = wanted.size() == got.size();
        for (int index = 0; same && index < got.size(); index++) {
            same = got.get(index).contains(wanted.get(index));
        }
        if (!same) {
            found.add("failures should contain\n  " + String.join("\n  ", wanted) + "\nbut are\n  "
                    + String.join("\n  ", got));
        }
    }

    private static String told(Failure failure) {
        return failure.missing() == null
                ? failure.message()
                : failure.message() + " (missing: " + failure.missing() + ")";
    }

    private List<String> texts(String key) {
        var found = new ArrayList<String>();
        content.path(key).forEach(text -> found.add(text.asText()));
        return found;
    }

    private static List<String> stock(Mapped mapped) {
        return mapped.groups().stream()
                .flatMap(group -> Stream.concat(
                        group.events().stream().map(MappingExample::line),
                        group.documents().stream().flatMap(DocumentLines::of)))
                .toList();
    }

    /** Such as {@code ship TENT-2 at WH1 3 on 2026-11-21T10:00:00Z}. */
    private static String line(StockEvent event) {
        var header = event.header();
        return header.type().code() + " " + header.sku() + " at " + header.location() + " " + quantity(event) + " on "
                + header.at();
    }

    private static String quantity(StockEvent event) {
        if (event instanceof MovementEvent movement) {
            return String.valueOf(movement.units());
        }
        if (event instanceof ExpectEvent expect) {
            return String.valueOf(expect.units());
        }
        if (event instanceof BookEvent booked) {
            return booked.units() + " of " + booked.order().reference()
                    + (booked.alias() == null ? "" : " also " + booked.alias().reference());
        }
        var states = new TreeMap<>(((LevelEvent) event).units());
        var told = new ArrayList<String>();
        states.forEach((state, units) -> told.add(state + "=" + units));
        return String.join(" ", told);
    }
}
