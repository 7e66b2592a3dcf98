package io.stockrelay.camel;

import io.stockrelay.mapping.Mapped;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.Delivery;
import io.stockrelay.source.EventMapping;
import io.stockrelay.source.MappedEvents;
import java.util.Map;

/** Gives intake the mappings of the running generation. */
record MappingPort(Mappings mappings) implements EventMapping {

    @Override
    public MappedEvents map(Delivery delivery) {
        return events(mappings.map(delivery));
    }

    @Override
    public MappedEvents mapRow(Delivery file, long line, Map<String, String> row) {
        return events(mappings.mapRow(file, line, row));
    }

    @Override
    public MappedEvents resume(Delivery delivery, String canonicalJson) {
        return events(mappings.resume(delivery, canonicalJson));
    }

    private static MappedEvents events(Mapped mapped) {
        return new MappedEvents(mapped.groups(), mapped.failures(), mapped.ignored(), mapped.finals());
    }
}
