package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;
import java.util.Set;

/** The part of the configuration the ledger decides by; one immutable whole per generation. */
public record StockPolicy(Authority authority, Clocks clocks, References references, Figures figures, LotPolicy lots) {

    /** Every source reports what is physically there, of items that have no lots. */
    public StockPolicy(Authority authority, Clocks clocks, References references) {
        this(authority, clocks, references, source -> Set.of());
    }

    /** For items that have no lots. */
    public StockPolicy(Authority authority, Clocks clocks, References references, Figures figures) {
        this(authority, clocks, references, figures, LotPolicy.PLAIN);
    }

    public StockPolicy with(LotPolicy newLots) {
        return new StockPolicy(authority, clocks, references, figures, newLots);
    }

    /** What a source's figure of what is on hand is less of; nothing where it is physical. */
    public interface Figures {
        Set<StockState> netsOf(SourceId source);
    }

    /** In which namespace a source's references live; sources of one company usually share one. */
    public interface References {
        String namespaceOf(SourceId source);
    }
}
