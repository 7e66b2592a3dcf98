package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import java.util.Map;

/**
 * What is known of a lot, wherever its units are.
 *
 * @param facts of the lot everywhere, a person's block among them
 * @param blocked where whoever keeps a location blocked it there
 */
public record KnownLot(LotFacts facts, Map<LocationId, LotFacts.Block> blocked) {

    public KnownLot {
        blocked = Map.copyOf(blocked);
    }
}
