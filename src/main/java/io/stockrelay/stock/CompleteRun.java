package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.time.Instant;
import java.util.Set;

/**
 * "This is all of the location as of T": a zero statement for every SKU of the location that is not in the run.
 *
 * @param states what the run stated for each of its rows
 * @param exempt SKUs whose row failed: failed is not absent; those of earlier submissions of the run are known already
 */
public record CompleteRun(String run, LocationId location, Instant asOf, Set<StockState> states, Set<Sku> exempt) {}
