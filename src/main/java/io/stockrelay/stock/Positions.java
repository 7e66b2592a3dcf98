package io.stockrelay.stock;

import io.stockrelay.shared.Sku;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads positions as last committed. */
public interface Positions {

    /** Qualifies those that may be up to 50 ms behind: to be shown, never to decide by. */
    String SHOWN = "shownPositions";

    /** One view per key asked for; {@link PositionView#unknown} where nothing is known. At most 10,000 keys. */
    Map<PositionKey, PositionView> read(Collection<PositionKey> keys);

    /** All locations at which something is known of the SKU. */
    List<PositionView> of(Sku sku);
}
