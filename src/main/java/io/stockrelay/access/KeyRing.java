package io.stockrelay.access;

import java.util.List;
import java.util.Optional;

/** All keys that open something. */
public final class KeyRing {

    private final List<ApiKey> keys;

    public KeyRing(List<ApiKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** The key that was presented; every kept hash is compared, so that time tells nothing about them. */
    public Optional<ApiKey> find(String presented) {
        if (presented.isEmpty() || presented.length() > KeyHash.KEY_LENGTH_MAX) {
            return Optional.empty();
        }
        String hash = KeyHash.of(presented);
        Optional<ApiKey> found = Optional.empty();
        for (ApiKey key : keys) {
            if (KeyHash.isSame(key.hash(), hash)) {
                found = Optional.of(key);
            }
        }
        return found;
    }
}
