package io.stockrelay.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One simulated channel as tests and the control API see it. */
public interface SandboxChannel {
    /** StockRelay's id of the channel. */
    String id();

    Faults faults();

    Counters counters();

    Journal journal();

    /** The quantity a shopper would see now; empty where the channel does not know the listing. */
    OptionalLong quantityOf(String listing);

    /** Adds or replaces listings from rows of the control API; all of them or, when one is wrong, none. */
    void seedRows(List<Map<String, Object>> rows);

    /** Everything shown about a listing. */
    Optional<Map<String, Object>> show(String listing);

    /** All listings in the order of their ids. */
    List<Map<String, Object>> showAll();

    /** A shopper buys: lowers what the channel itself shows. */
    Sale sell(String listing, long quantity);

    /** Starts the channel's rate limit anew with these numbers. */
    void pace(Pacing pacing);

    /** Goes back to the rate limit of the settings. */
    void restorePacing();

    /** Whether the shopper got the units; nothing changes unless SOLD. */
    enum Sale {
        SOLD,
        UNKNOWN_LISTING,
        QUANTITY_MUST_BE_POSITIVE,
        NOT_ENOUGH
    }
}
