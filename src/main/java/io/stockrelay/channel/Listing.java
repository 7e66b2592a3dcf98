package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One SKU offered on one channel under its external ids.
 *
 * @param location null where one listing shows the sum of the channel's pool
 * @param external the channel's own ids, by column of its listings file
 */
public record Listing(
        long id, ChannelId channel, Sku sku, @Nullable LocationId location, Map<String, String> external) {

    public Listing {
        external = Map.copyOf(external);
    }

    /** What people call it. */
    public String name() {
        return location == null ? sku.value() : sku.value() + "@" + location.value();
    }

    /** The channel's own id of the given name; empty where the listings file does not have it. */
    public Optional<String> external(String column) {
        return Optional.ofNullable(external.get(column)).filter(value -> !value.isBlank());
    }

    /** What to do where an id is missing. */
    public String missing(String column) {
        return "listing " + name() + " has no " + column + " in mappings/channels/" + channel
                + "/listings.csv; it was not sent. Add it, then replay this one";
    }
}
