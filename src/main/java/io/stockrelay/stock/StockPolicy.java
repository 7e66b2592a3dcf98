package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;

/** The part of the configuration the ledger decides by; one immutable whole per generation. */
public record StockPolicy(Authority authority, Clocks clocks, References references, LotPolicy lots) {

    /** For items that have no lots. */
    public StockPolicy(Authority authority, Clocks clocks, References references) {
        this(authority, clocks, references, LotPolicy.PLAIN);
    }

    public StockPolicy with(LotPolicy newLots) {
        return new StockPolicy(authority, clocks, references, newLots);
    }

    /** In which namespace a source's references live; sources of one company usually share one. */
    public interface References {
        String namespaceOf(SourceId source);
    }
}
