package io.stockrelay.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.mapping.Mapped;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.source.SourceSettings.CsvFile;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Ignored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file whose rows are lines of lists of open orders. Rows of one id are one list: it is taken whole or not at all, because
 * an order that is not in it is closed.
 */
final class OrderListFile {

    /** Of all lists of one file; each list has a maximum of its own. */
    static final int ROWS_MAX = 100_000;

    private static final int TOLD_MAX = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Mappings mappings;
    private final Delivery delivery;
    private final Map<String, Listed> lists = new LinkedHashMap<>();
    private final List<RowPart> parts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long rows;

    private OrderListFile(Mappings mappings, Delivery delivery) {
        this.mappings = mappings;
        this.delivery = delivery;
    }

    /** One list as far as it was read: its first row, and what all rows say together. */
    private record Listed(long line, ObjectNode said) {}

    /**
     * What a file holds.
     *
     * @param parts one for each list, at its first row, and where its other rows went
     * @param problem why none of it can be taken; null where all of it can
     */
    record Read(
            long rows,
            List<RowPart> parts,
            List<EventGroup> groups,
            @Nullable String problem) {}

    static Read read(Mappings mappings, Path file, CsvFile settings, Delivery delivery) throws IOException {
        var reading = new OrderListFile(mappings, delivery);
        try (var reader = FileCheck.reader(Files.newInputStream(file), settings)) {
            var rows = new CsvRows(reader, settings.separator());
            rows.header();
            for (var row = rows.next(); row != null && reading.rows < ROWS_MAX; row = rows.next()) {
                reading.rows++;
                reading.add(row.line(), mapped(mappings, delivery, row));
            }
            if (rows.next() != null) {
                reading.problems.add("it has more than " + ROWS_MAX + " rows");
            }
        }
        return reading.read();
    }

    private static Mapped mapped(Mappings mappings, Delivery delivery, CsvRows.Row row) {
        var columns = row.columns();
        return columns == null ? CsvReplay.failed(row) : mappings.mapRow(delivery, row.line(), columns);
    }

    private void add(long line, Mapped mapped) throws JsonProcessingException {
        mapped.failures().forEach(failure -> problems.add(told(line, failure)));
        int part = 0;
        for (var ignored : mapped.ignored()) {
            parts.add(StagedRow.of(new Ignored(ignored.eventId(), ignored.reason(), line), part++));
        }
        for (var group : mapped.groups()) {
            var said = JSON.readTree(group.canonicalJson());
            for (var one : said.isArray() ? said : JSON.createArrayNode().add(said)) {
                add(line, (ObjectNode) one, part++);
            }
        }
    }

    private static String told(long line, Failure failure) {
        return failure.message().startsWith("line " + line + ":")
                ? failure.message()
                : "line " + line + ": " + failure.message();
    }

    private void add(long line, ObjectNode said, int part) {
        if (!said.path("type").asText().equals(EventType.OPEN_ORDERS.code())) {
            problems.add("line " + line + ": it is of type " + said.path("type").asText()
                    + ", a file of open orders has rows of type open-orders");
            return;
        }
        var known = lists.get(said.path("id").asText());
        if (known == null) {
            lists.put(said.path("id").asText(), new Listed(line, said));
            return;
        }
        var differs = differs(known.said(), said);
        if (differs != null) {
            problems.add("line " + line + ": " + differs + " is not that of line " + known.line()
                    + ", which is of the same list " + said.path("id").asText());
            return;
        }
        ((ArrayNode) known.said().path("lines")).addAll((ArrayNode) said.path("lines"));
        parts.add(new RowPart(
                line,
                part,
                RowPart.Kind.SUMMED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Long.toString(known.line())));
    }

    private static @Nullable String differs(JsonNode one, JsonNode other) {
        for (var entry : one.properties()) {
            if (!entry.getKey().equals("lines") && !entry.getValue().equals(other.path(entry.getKey()))) {
                return entry.getKey();
            }
        }
        return null;
    }

    private Read read() {
        var groups = new ArrayList<EventGroup>();
        if (problems.isEmpty()) {
            for (var list : lists.values()) {
                var mapped = mappings.resume(delivery, list.said().toString());
                mapped.failures().forEach(failure -> problems.add(told(list.line(), failure)));
                for (var group : mapped.groups()) {
                    var placed = new EventGroup(group.events(), list.said().toString(), list.line());
                    groups.add(placed);
                    parts.add(StagedRow.of(placed, 0));
                }
            }
        }
        if (problems.isEmpty() && groups.isEmpty()) {
            problems.add("it holds no line; an empty order book is told by one line of quantity 0");
        }
        return new Read(rows, parts, groups, problems.isEmpty() ? null : problem());
    }

    private String problem() {
        var told = String.join("; ", problems.subList(0, Math.min(TOLD_MAX, problems.size())));
        int more = problems.size() - TOLD_MAX;
        return told + (more > 0 ? "; and " + more + " more" : "")
                + ". A list of open orders is taken whole or not at all, since what is not in it is closed: mend it, then"
                + " leave the file again";
    }
}
