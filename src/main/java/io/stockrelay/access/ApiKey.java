package io.stockrelay.access;

import io.stockrelay.shared.SourceId;
import java.util.List;
import java.util.Optional;

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

    /** Whether it may promise stock to that account or channel, such as {@code account:dealer-7}. */
    public boolean mayReserve(String party) {
        return allow.stream().anyMatch(allowed -> allowed.covers(Action.RESERVE, party));
    }

    /** Whether it may promise stock to every account and channel. */
    public boolean mayReserveForAnybody() {
        return allow.stream().anyMatch(allowed -> allowed.covers(Action.RESERVE) && allowed.limit() == null);
    }

    /** The one account or channel it may promise stock to; empty where it is not limited to exactly one. */
    public Optional<String> onlyParty() {
        var parties = allow.stream()
                .filter(allowed -> allowed.covers(Action.RESERVE))
                .map(Allowed::limit)
                .distinct()
                .toList();
        return parties.size() == 1 ? Optional.ofNullable(parties.get(0)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "ApiKey[name=" + name + ", allow=" + allow + "]";
    }
}
