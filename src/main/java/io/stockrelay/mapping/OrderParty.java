package io.stockrelay.mapping;

import io.stockrelay.shared.LocationId;
import org.jspecify.annotations.Nullable;

/**
 * Whose orders a source tells of.
 *
 * @param party such as {@code channel:shopify}
 * @param references namespace of the orders' numbers, shared with those who ship them
 * @param fulfilFrom the location of a line that names none; null where each has to
 */
public record OrderParty(
        String party, String references, @Nullable LocationId fulfilFrom) {}
