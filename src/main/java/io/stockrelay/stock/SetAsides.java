package io.stockrelay.stock;

import io.stockrelay.shared.AccountId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The working copy of what is set aside of one locked position while a batch is decided; used by one thread. */
public final class SetAsides {

    private final Map<AccountId, SetAside> present = new HashMap<>(0);
    private final Map<AccountId, SetAside> loaded = new HashMap<>(0);
    private final Set<AccountId> changed = new HashSet<>(0);

    /** What the database holds. */
    public void load(AccountId account, SetAside stored) {
        present.put(account, stored);
        loaded.put(account, stored);
    }

    public SetAside of(AccountId account) {
        return present.getOrDefault(account, SetAside.NONE);
    }

    public void set(AccountId account, SetAside next) {
        present.put(account, next);
        changed.add(account);
    }

    /** Not consumed and for somebody else; null is nobody's own. */
    public long freeOfOthers(@Nullable AccountId own) {
        long sum = 0;
        for (var one : present.entrySet()) {
            if (!one.getKey().equals(own)) {
                sum = Math.addExact(sum, one.getValue().free());
            }
        }
        return sum;
    }

    /** Those that this batch changed and that must be written. */
    public Set<AccountId> changed() {
        return changed;
    }

    boolean readDifferently() {
        return changed.stream()
                .anyMatch(account -> of(account).free()
                        != loaded.getOrDefault(account, SetAside.NONE).free());
    }
}
