package io.stockrelay.source;

import io.stockrelay.shared.Failure;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.Ignored;
import io.stockrelay.stock.LevelEvent;
import java.util.List;

/**
 * What became of a payload or row on its way to events; any part may fail alone.
 *
 * @param finals events that carried {@code final}: "with this the run is complete"
 */
public record MappedEvents(
        List<EventGroup> groups, List<Failure> failures, List<Ignored> ignored, List<LevelEvent> finals) {}
