package io.stockrelay.shared;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every bill of materials of one generation, by kit and by the time from which it holds. */
public final class Kits {

    public static final Kits NONE = new Kits(List.of());

    private static final Comparator<Bill> NEWEST_FIRST =
            Comparator.comparing(Bill::from).reversed();

    private final Map<Sku, List<Bill>> bills = new HashMap<>();

    /**
     * One version of a kit.
     *
     * @param from holds from then on, until a later one does; {@link Instant#MIN} has always held
     */
    public record Bill(Instant from, Kit kit) {}

    public Kits(Collection<Bill> versions) {
        for (Bill bill : versions) {
            bills.computeIfAbsent(bill.kit().sku(), any -> new ArrayList<>(1)).add(bill);
        }
        bills.values().forEach(ofOne -> ofOne.sort(NEWEST_FIRST));
    }

    /** The bill that holds at that time; empty for an item, and for a kit before its first bill, when it is an item too. */
    public Optional<Kit> of(Sku sku, Instant at) {
        var versions = bills.get(sku);
        if (versions == null) {
            return Optional.empty();
        }
        for (Bill bill : versions) {
            if (!bill.from().isAfter(at)) {
                return Optional.of(bill.kit());
            }
        }
        return Optional.empty();
    }

    /** Whether it is made of one thing today and of another, or not a kit at all, at some other time. */
    public boolean hasChanged(Sku sku) {
        var versions = bills.get(sku);
        return versions != null
                && (versions.size() > 1 || !versions.get(0).from().equals(Instant.MIN));
    }

    /** What is a kit at any time. */
    public Set<Sku> skus() {
        return Set.copyOf(bills.keySet());
    }

    /** Everything any bill of the kit names; empty for an item. */
    public Set<Sku> everComponents(Sku kit) {
        var versions = bills.get(kit);
        if (versions == null) {
            return Set.of();
        }
        return versions.stream()
                .flatMap(bill -> bill.kit().components().stream())
                .map(Kit.Component::sku)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Kits of which a bill has begun to hold after the one time and not after the other. */
    public Set<Sku> begun(Instant after, Instant upTo) {
        return bills.values().stream()
                .flatMap(List::stream)
                .filter(bill -> bill.from().isAfter(after) && !bill.from().isAfter(upTo))
                .map(bill -> bill.kit().sku())
                .collect(Collectors.toUnmodifiableSet());
    }
}
