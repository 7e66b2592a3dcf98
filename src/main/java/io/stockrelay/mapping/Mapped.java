package io.stockrelay.mapping;

import io.stockrelay.shared.Failure;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.Ignored;
import io.stockrelay.stock.LevelEvent;
import java.util.List;

/**
 * What a mapping made of a payload; any part may fail alone.
 *
 * @param finals events that carried {@code final}: "with this the run is complete"
 */
public record Mapped(List<EventGroup> groups, List<Failure> failures, List<Ignored> ignored, List<LevelEvent> finals) {}
