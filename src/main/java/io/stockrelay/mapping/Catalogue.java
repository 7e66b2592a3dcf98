package io.stockrelay.mapping;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Sku;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The master data of one generation: items, and what channels call them. */
public interface Catalogue {

    Optional<Item> item(Sku sku);

    Collection<Item> items();

    /** In the order of the file; empty for a channel without {@code mappings/channels/<channel>/listings.csv}. */
    List<ChannelListing> listings(ChannelId channel);
}
