package io.stockrelay.sandbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Listings that are one number each; every change is journalled in the order in which it happens. */
final class FlatStore {
    private final Map<String, Long> quantities = new TreeMap<>();
    private final Journal journal;
    private final Clock clock;

    FlatStore(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    synchronized boolean has(String listing) {
        return quantities.containsKey(listing);
    }

    synchronized OptionalLong quantityOf(String listing) {
        Long quantity = quantities.get(listing);
        return quantity == null ? OptionalLong.empty() : OptionalLong.of(quantity);
    }

    synchronized void seed(Map<String, Long> seeds) {
        seeds.forEach((listing, quantity) -> {
            Long before = quantities.put(listing, quantity);
            journal.add(JournalEntry.Kind.SEED, listing, before == null ? 0 : before, quantity, clock.instant(), null);
        });
    }

    /** Leaves an unknown listing alone and says false. */
    synchronized boolean write(String listing, long quantity, String key) {
        Long before = quantities.get(listing);
        if (before == null) {
            return false;
        }
        quantities.put(listing, quantity);
        journal.add(JournalEntry.Kind.WRITE, listing, before, quantity, clock.instant(), key);
        return true;
    }

    synchronized SandboxChannel.Sale sell(String listing, long quantity) {
        Long before = quantities.get(listing);
        if (before == null) {
            return SandboxChannel.Sale.UNKNOWN_LISTING;
        }
        if (quantity <= 0) {
            return SandboxChannel.Sale.QUANTITY_MUST_BE_POSITIVE;
        }
        if (before < quantity) {
            return SandboxChannel.Sale.NOT_ENOUGH;
        }
        quantities.put(listing, before - quantity);
        journal.add(JournalEntry.Kind.SALE, listing, before, before - quantity, clock.instant(), null);
        return SandboxChannel.Sale.SOLD;
    }

    synchronized Optional<Map<String, Object>> show(String listing) {
        return Optional.ofNullable(quantities.get(listing)).map(quantity -> shown(listing, quantity));
    }

    synchronized List<Map<String, Object>> showAll() {
        return quantities.entrySet().stream()
                .map(entry -> shown(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Object> shown(String listing, long quantity) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("listing", listing);
        shown.put("quantity", quantity);
        return shown;
    }
}
