package io.stockrelay.http;

import io.stockrelay.reservation.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who stock is promised to, by an address: an account or a channel; nobody where the key is for one alone. */
record Party(@Nullable String account, @Nullable String channel) {

    static final Party NOBODY = new Party(null, null);

    Optional<Scope> scope() {
        return new Owner(account, channel, null).scope();
    }
}
