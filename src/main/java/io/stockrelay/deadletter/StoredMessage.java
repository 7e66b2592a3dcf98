package io.stockrelay.deadletter;

import io.stockrelay.shared.Delivery;

/**
 * The raw message behind a dead letter, as it was received.
 *
 * @param bytesTotal how long it was; more than {@code delivery.bytes()} holds where it was too large to keep whole
 */
public record StoredMessage(Delivery delivery, long bytesTotal) {

    public boolean isWhole() {
        return bytesTotal == delivery.bytes().length;
    }
}
