package io.stockrelay.channel;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call with its key and payload, as stored before it is made. */
public record Send(UUID key, PushRequest request, Instant createdAt, List<SendItem> items) {

    /**
     * One number of a call.
     *
     * @param from what the channel was expected to hold; null where not known
     */
    public record SendItem(
            Claimed claimed, long units, @Nullable Long from, String explanation) {

        Item item() {
            return new Item(claimed.listing(), units, from);
        }
    }

    List<Item> contents() {
        return items.stream().map(SendItem::item).toList();
    }
}
