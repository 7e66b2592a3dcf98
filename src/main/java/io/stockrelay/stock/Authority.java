package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import java.util.Map;
import java.util.Optional;

/** Who may say what where: one source per location and state, one per location and movement type. */
public record Authority(Map<LocationId, LocationSettings> locations) {

    public boolean mayState(SourceId source, LocationId location, StockState state) {
        return settings(location)
                .map(at -> source.equals(at.states().get(state)))
                .orElse(false);
    }

    /** The one source that may state it; none where nobody may. */
    public Optional<SourceId> statedBy(LocationId location, StockState state) {
        return settings(location).map(at -> at.states().get(state));
    }

    public boolean mayMove(SourceId source, LocationId location, EventType type) {
        return settings(location)
                .map(at -> source.equals(at.movements().get(type)))
                .orElse(false);
    }

    public boolean countsReferences(LocationId location) {
        return settings(location)
                .map(at -> at.inTransit() == LocationSettings.InTransit.REFERENCES)
                .orElse(true);
    }

    private Optional<LocationSettings> settings(LocationId location) {
        return Optional.ofNullable(locations.get(location));
    }
}
