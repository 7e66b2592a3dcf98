package io.stockrelay.source;

import io.stockrelay.shared.Delivery;
import java.util.Map;

/** What intake needs of the mappings; a port of its own, since mappings in turn need to know what a source is. */
public interface EventMapping {

    MappedEvents map(Delivery delivery);

    MappedEvents mapRow(Delivery file, long line, Map<String, String> row);

    MappedEvents resume(Delivery delivery, String canonicalJson);
}
