package io.stockrelay.mapping;

import io.stockrelay.shared.Kit;
import io.stockrelay.stock.EventHeader;
import java.util.Optional;
import java.util.Set;

/** What a kit was made of when it was promised; that is what leaves for the order, whatever its bill says since. */
public interface PromisedKits {

    /** A company that promises nothing. */
    PromisedKits NONE = (shipped, components) -> Optional.empty();

    /**
     * What the kit of a shipment is made of. A shipment that was recorded before is what it was then, also where its
     * order has become known since: so that its repeat is one.
     *
     * @param shipped the event of the kit, with the reference of its order
     * @param components whatever the kit has ever been made of
     * @return empty where neither tells; then the bill of that time holds
     */
    Optional<Kit> of(EventHeader shipped, Set<String> components);
}
