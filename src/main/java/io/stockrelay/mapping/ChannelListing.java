package io.stockrelay.mapping;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a channel's {@code listings.csv}: what the channel calls the SKU.
 *
 * @param location null where the listing is for the whole pool
 * @param ids the further columns by name, such as {@code inventory_item_id}
 * @param line of the file
 */
public record ChannelListing(Sku sku, @Nullable LocationId location, Map<String, String> ids, long line) {

    public ChannelListing {
        ids = Map.copyOf(ids);
    }
}
