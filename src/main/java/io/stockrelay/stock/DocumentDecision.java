package io.stockrelay.stock;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a document did.
 *
 * @param detail for people, where the outcome alone does not say why
 * @param positions all it speaks of or changes, for the history of each
 * @param allocated what was promised before and after, for each position where that changed
 * @param sales what it takes for its party, or gives back
 */
public record DocumentDecision(
        Outcome outcome,
        @Nullable String detail,
        Set<PositionKey> positions,
        Map<PositionKey, Decision.Step> allocated,
        List<Sale> sales) {}
