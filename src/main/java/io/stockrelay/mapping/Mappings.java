package io.stockrelay.mapping;

import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.SourceId;
import java.util.Map;

/** Turns payloads into stock events by the mapping programs and cross-references of one generation. */
public interface Mappings {

    /** A whole payload: parse (JSON, XML or text by content type), run the source's program, resolve codes and units. */
    Mapped map(Delivery delivery);

    /** One row of a file, its columns by header name, in the same way. */
    Mapped mapRow(Delivery file, long line, Map<String, String> row);

    /** Enters again after the program: a mapped event or group in the source's own codes, as kept by a dead letter. */
    Mapped resume(Delivery delivery, String canonicalJson);

    /** The same, with kits that leave for an order as they were promised. */
    default Mappings with(PromisedKits kits) {
        return this;
    }

    /** Whether a program for the source exists. */
    boolean knows(SourceId source);
}
