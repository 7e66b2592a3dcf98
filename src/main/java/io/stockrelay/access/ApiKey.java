package io.stockrelay.access;

import io.stockrelay.shared.SourceId;
import java.util.List;

/**
 * One key as configured: never the key itself.
 *
 * @param name who uses it; stands beside everything done with it
 * @param hash SHA-256 of the key, 64 hexadecimal digits in lower case
 */
public record ApiKey(String name, String hash, List<Allowed> allow) {

    public ApiKey {
        allow = List.copyOf(allow);
    }

    public boolean allows(Action action) {
        return allow.stream().anyMatch(allowed -> allowed.covers(action));
    }

    /** Whether it may record movements in the name of that source. */
    public boolean mayMove(SourceId source) {
        return allow.stream().anyMatch(allowed -> allowed.covers(source));
    }

    @Override
    public String toString() {
        return "ApiKey[name=" + name + ", allow=" + allow + "]";
    }
}
