package io.stockrelay.availability;

import io.stockrelay.shared.LocationId;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * What is configured of projections.
 *
 * @param daysMax how far they may look, today included
 * @param graceDays how late what is announced may be before it is no longer counted
 * @param zones where each location's day begins; UTC where none is known
 */
public record ProjectionSettings(int daysMax, int graceDays, Map<LocationId, ZoneId> zones) {

    public static final int DAYS_MAX_DEFAULT = 366;
    public static final int GRACE_DAYS_DEFAULT = 2;
    public static final ProjectionSettings DEFAULT =
            new ProjectionSettings(DAYS_MAX_DEFAULT, GRACE_DAYS_DEFAULT, Map.of());

    public ProjectionSettings {
        zones = Map.copyOf(zones);
    }

    public ZoneId zone(LocationId location) {
        return zones.getOrDefault(location, ZoneOffset.UTC);
    }
}
