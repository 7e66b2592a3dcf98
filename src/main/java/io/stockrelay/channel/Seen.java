package io.stockrelay.channel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a read-back call taught.
 *
 * @param units by listing id; a listing the channel does not know is absent
 * @param failure null where the call was answered
 */
public record Seen(Map<Long, Long> units, @Nullable Verdict failure) {}
