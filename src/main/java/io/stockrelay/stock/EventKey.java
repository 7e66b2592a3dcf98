package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;

/** An event's identity: the source and the id the source gave it (at most 200 characters). */
public record EventKey(SourceId source, String id) {

    public static final int ID_LENGTH_MAX = 200;

    public EventKey {
        if (id.isBlank() || id.length() > ID_LENGTH_MAX) {
            throw new IllegalArgumentException("event id must have 1 to " + ID_LENGTH_MAX + " characters");
        }
    }
}
