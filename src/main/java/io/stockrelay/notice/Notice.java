package io.stockrelay.notice;

import java.util.UUID;

/**
 * One thing to be told.
 *
 * @param pk the database's own number of it
 * @param id the same at every attempt, so that whoever takes it recognises a repeat
 * @param party such as {@code account:dealer-7}
 * @param attempts this one included
 */
public record Notice(long pk, UUID id, String party, String reservation, String type, String payload, int attempts) {}
