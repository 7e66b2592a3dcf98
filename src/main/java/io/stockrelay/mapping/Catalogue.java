package io.stockrelay.mapping;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The master data of one generation: items, and what channels call them. */
public interface Catalogue {

    Optional<Item> item(Sku sku);

    Collection<Item> items();

    /** What the SKU is made of at that time; empty for what is an item then. */
    default Optional<Kit> kit(Sku sku, Instant at) {
        return kits().of(sku, at);
    }

    Kits kits();

    /** In the order of the file; empty for a channel without {@code mappings/channels/<channel>/listings.csv}. */
    List<ChannelListing> listings(ChannelId channel);
}
