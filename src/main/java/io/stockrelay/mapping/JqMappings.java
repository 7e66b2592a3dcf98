package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link Mappings} by jq programs and CSV tables; immutable, so any number of threads may share it. */
final class JqMappings implements Mappings {

    private final Map<SourceId, SourceMapping> sources;
    private final Tables tables;
    private final long quantityMax;
    private final Clock clock;
    private final PromisedKits promised;

    JqMappings(Map<SourceId, SourceMapping> sources, Tables tables, long quantityMax, Clock clock) {
        this(sources, tables, quantityMax, clock, PromisedKits.NONE);
    }

    private JqMappings(
            Map<SourceId, SourceMapping> sources, Tables tables, long quantityMax, Clock clock, PromisedKits promised) {
        this.promised = promised;
        this.sources = Map.copyOf(sources);
        this.tables = tables;
        this.quantityMax = quantityMax;
        this.clock = clock;
    }

    @Override
    public Mappings with(PromisedKits kits) {
        var bound = new HashMap<SourceId, SourceMapping>();
        sources.forEach((id, one) -> bound.put(
                id,
                new SourceMapping(
                        one.settings(), one.programs(), one.references().with(kits))));
        return new JqMappings(bound, tables, quantityMax, clock, kits);
    }

    @Override
    public Mapped map(Delivery delivery) {
        var source = of(delivery.source());
        try {
            var format = Format.of(delivery.contentType(), delivery.bytes());
            var program = source.programs().events().get(format);
            if (program == null) {
                return failed(Step.MAP, CauseClass.CONFIGURATION, noProgram(delivery.source(), "event.jq"), 0);
            }
            return run(source, program, Payloads.read(format, delivery), delivery, 0, 0);
        } catch (Unreadable unreadable) {
            return failed(Step.PARSE, unreadable.causeClass(), unreadable.told(), 0);
        }
    }

    @Override
    public Mapped mapRow(Delivery file, long line, Map<String, String> row) {
        var source = of(file.source());
        var program = source.programs().rows();
        if (program == null) {
            return failed(Step.MAP, CauseClass.CONFIGURATION, noProgram(file.source(), "row.jq"), line);
        }
        var payload = JsonNodeFactory.instance.objectNode();
        row.forEach(payload::put);
        // a line of a list is no part of its own: the whole list is, which has no line
        return run(source, program, payload, file, line, source.settings().listsOrders() ? 0 : line);
    }

    @Override
    public Mapped resume(Delivery delivery, String canonicalJson) {
        try {
            var kept = Payloads.json(canonicalJson);
            var events = kept.isArray() ? List.copyOf(list(kept)) : List.of(kept);
            // the message may have waited long: what was ahead of our clock then may have come to pass
            var now = later(delivery.receivedAt(), clock.instant());
            return assembly(of(delivery.source()), now, 0, true).of(events);
        } catch (Unreadable unreadable) {
            return failed(Step.CROSS_REFERENCE, unreadable.causeClass(), unreadable.told(), 0);
        }
    }

    @Override
    public boolean knows(SourceId source) {
        return !of(source).programs().isEmpty();
    }

    private Mapped run(
            SourceMapping source, Program program, JsonNode payload, Delivery delivery, long row, long line) {
        try {
            var outputs = program.run(payload, delivery, row);
            if (outputs.isEmpty()) {
                return failed(
                        Step.MAP,
                        CauseClass.MAPPING,
                        "the mapping returned nothing and gave no reason (" + program.file()
                                + "): return {\"ignore\": \"why\"} for what is left out on purpose",
                        line);
            }
            return assembly(source, delivery.receivedAt(), line, false).of(outputs);
        } catch (Unreadable refused) {
            return failed(Step.MAP, refused.causeClass(), refused.told(), line);
        } catch (StackOverflowError endless) {
            // also for what a program built too deep: only this payload fails, the thread goes on
            return failed(
                    Step.MAP,
                    CauseClass.POISON,
                    program.file() + " calls itself without end on this payload, or nests without end; it was stopped",
                    line);
        }
    }

    private Assembly assembly(SourceMapping source, Instant now, long line, boolean resumed) {
        var reader = new EventReader(source.settings(), now, quantityMax);
        return new Assembly(reader, source, line, resumed);
    }

    /** A source that is not configured speaks our codes and has no program: the canonical API, for one. */
    private SourceMapping of(SourceId id) {
        var known = sources.get(id);
        return known == null
                ? new SourceMapping(
                        MappedSource.unconfigured(id),
                        Programs.NONE,
                        new CrossReferences(tables, id, quantityMax).with(promised))
                : known;
    }

    private static List<JsonNode> list(JsonNode array) {
        var events = new ArrayList<JsonNode>();
        array.forEach(events::add);
        return events;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String noProgram(SourceId source, String file) {
        return "there is no mapping program mappings/" + source + "/" + file + " for this message";
    }

    private static Mapped failed(Step step, CauseClass cause, String message, long line) {
        @Nullable String none = null;
        return new Mapped(
                List.of(),
                List.of(new Failure(step, cause, message, none, none, none, none, line, none)),
                List.of(),
                List.of());
    }
}
