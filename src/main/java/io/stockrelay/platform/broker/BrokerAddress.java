package io.stockrelay.platform.broker;

import org.jspecify.annotations.Nullable;

/** Where the broker is and as whom to connect. */
public record BrokerAddress(String url, @Nullable String user, String password) {

    @Override
    public String toString() {
        return url + " as " + user; // never the password
    }
}
