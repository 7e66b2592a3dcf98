package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * One location and who may speak for it.
 *
 * @param states for each state, the one source that may state it absolutely
 * @param zone whose calendar says when a lot expires there
 * @param movements for each movement type, the one source that owns it
 */
public record LocationSettings(
        LocationId id,
        String name,
        Map<StockState, SourceId> states,
        Map<EventType, SourceId> movements,
        InTransit inTransit,
        ZoneId zone) {

    /** Where it is UTC. */
    public LocationSettings(
            LocationId id,
            String name,
            Map<StockState, SourceId> states,
            Map<EventType, SourceId> movements,
            InTransit inTransit) {
        this(id, name, states, movements, inTransit, ZoneOffset.UTC);
    }

    /** How the location's in-transit units come about: from references, or as a stated figure; never both. */
    public enum InTransit {
        REFERENCES,
        FIGURE
    }
}
