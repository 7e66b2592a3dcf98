package io.stockrelay.channel;

import org.jspecify.annotations.Nullable;

/**
 * One listing's number on its way to the channel.
 *
 * @param from what the channel is expected to hold now; null where that is not known
 */
public record Item(Listing listing, long units, @Nullable Long from) {}
