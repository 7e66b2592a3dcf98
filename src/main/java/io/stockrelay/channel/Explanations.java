package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Sku;
import java.util.List;

/** Answers why a channel shows a number. */
public interface Explanations {

    /** One per listing of the SKU there; empty where it is not listed. */
    List<ExplainedListing> of(ChannelId channel, Sku sku);

    /** What a channel shows and would be told, by listing id, those after the given one; at most 1,000. */
    List<ExplainedListing> page(ChannelId channel, long afterListing, int limit);
}
