package io.stockrelay.shared;

import java.util.UUID;

/** The number we give a delivery when it arrives; time-ordered (UUID version 7). */
public record ReceiptId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
