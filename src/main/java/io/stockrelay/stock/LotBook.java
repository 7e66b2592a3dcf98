package io.stockrelay.stock;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of lots while a batch is decided, and at what time; used by one thread. */
public final class LotBook {

    private final LotPolicy policy;
    private final Map<LotKey, LotFacts> facts = new HashMap<>();
    private final Set<LotKey> changed = new LinkedHashSet<>();
    private Instant now;

    public LotBook(LotPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** From now on it is this time. */
    public void turnTo(Instant time) {
        now = time;
    }

    public Instant now() {
        return now;
    }

    /** What the database holds. */
    public void load(LotKey key, LotFacts known) {
        facts.put(key, known);
    }

    public LotFacts facts(LotKey key) {
        return facts.getOrDefault(key, LotFacts.UNKNOWN);
    }

    public void change(LotKey key, LotFacts known) {
        if (!known.equals(facts(key))) {
            facts.put(key, known);
            changed.add(key);
        }
    }

    /** The lots of which something new became known. */
    public Set<LotKey> changed() {
        return changed;
    }

    /** Whether units of the lot may be promised there now, as far as time and people are concerned. */
    public boolean isUsable(PositionKey position, String lot) {
        if (facts(new LotKey(position.sku(), lot)).block() != null) {
            return false;
        }
        var from = unusableFrom(position, lot);
        return from == null || now.isBefore(from);
    }

    /** Null where the lot never expires, as far as is known. */
    public @Nullable Instant unusableFrom(PositionKey position, String lot) {
        var expiresOn = facts(new LotKey(position.sku(), lot)).expiresOn();
        return expiresOn == null ? null : policy.unusableFrom(position, expiresOn);
    }
}
