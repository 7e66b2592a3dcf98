package io.stockrelay.mapping;

import io.stockrelay.shared.SourceId;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What mapping has to know of a source.
 *
 * @param zone for stamps without an offset
 * @param laterOfDoubledHour which of the doubled hour's two instants such a stamp means
 * @param futureTolerance how far ahead of our clock a stamp may be
 * @param sendsFiles whether it needs a program for rows
 * @param orders whose orders it tells of; null where it tells of none
 * @param references namespace of its order numbers
 * @param listsOrders whether rows of its files are lines of lists of open orders
 */
public record MappedSource(
        SourceId id,
        ZoneId zone,
        boolean laterOfDoubledHour,
        Duration futureTolerance,
        boolean sendsFiles,
        @Nullable OrderParty orders,
        String references,
        boolean listsOrders) {

    private static final Duration FUTURE_TOLERANCE_DEFAULT = Duration.ofMinutes(5);

    /** A source whose numbers are its own. */
    public MappedSource(
            SourceId id,
            ZoneId zone,
            boolean laterOfDoubledHour,
            Duration futureTolerance,
            boolean sendsFiles,
            @Nullable OrderParty orders) {
        this(id, zone, laterOfDoubledHour, futureTolerance, sendsFiles, orders, id.value(), false);
    }

    /** The same, with numbers that others use for the same orders. */
    public MappedSource inNamespace(String shared) {
        return new MappedSource(id, zone, laterOfDoubledHour, futureTolerance, sendsFiles, orders, shared, listsOrders);
    }

    /** The same, with files whose rows are lines of lists of open orders. */
    public MappedSource listingOrders() {
        return new MappedSource(id, zone, laterOfDoubledHour, futureTolerance, sendsFiles, orders, references, true);
    }

    /** A source that tells of no orders. */
    public MappedSource(
            SourceId id, ZoneId zone, boolean laterOfDoubledHour, Duration futureTolerance, boolean sendsFiles) {
        this(id, zone, laterOfDoubledHour, futureTolerance, sendsFiles, null);
    }

    /** A source that nobody configured, such as the canonical API. */
    static MappedSource unconfigured(SourceId id) {
        return new MappedSource(id, ZoneOffset.UTC, false, FUTURE_TOLERANCE_DEFAULT, false);
    }
}
