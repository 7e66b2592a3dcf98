package io.stockrelay.settings;

import io.stockrelay.availability.ProjectionSettings;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.LocationSettings;
import io.stockrelay.stock.StockState;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code projection}, and where each location's day begins. */
final class ProjectionReader {

    private static final int DAYS_MOST = 1_000;
    private static final int GRACE_MOST = 365;

    private final Map<LocationId, ZoneId> zones = new HashMap<>();

    /** Reads only the zone, and leaves it to whoever reads the rest to say that it is none. */
    ProjectionReader(Map<LocationId, Section> locations) {
        locations.forEach((id, section) ->
                section.text("zone").flatMap(ProjectionReader::zone).ifPresent(zone -> zones.put(id, zone)));
    }

    /** A location without a zone has that of the source that announces goods there, or states what is there. */
    ProjectionSettings read(Section section, List<LocationSettings> locations, List<SourceSettings> sources) {
        for (var location : locations) {
            var speaker = Optional.ofNullable(location.movements().get(EventType.EXPECT))
                    .or(() -> Optional.ofNullable(location.states().get(StockState.ON_HAND)));
            speaker.flatMap(source -> zone(source, sources)).ifPresent(zone -> zones.putIfAbsent(location.id(), zone));
        }
        var settings = new ProjectionSettings(
                section.smallNumber("days-max", 1, DAYS_MOST, ProjectionSettings.DAYS_MAX_DEFAULT),
                section.smallNumber("grace-days", 0, GRACE_MOST, ProjectionSettings.GRACE_DAYS_DEFAULT),
                zones);
        section.done();
        return settings;
    }

    private static Optional<ZoneId> zone(SourceId id, List<SourceSettings> sources) {
        return sources.stream()
                .filter(source -> source.id().equals(id))
                .map(SourceSettings::zone)
                .findFirst();
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException notAZone) {
            return Optional.empty();
        }
    }
}
