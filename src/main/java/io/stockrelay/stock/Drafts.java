package io.stockrelay.stock;

/** The positions and references a batch works on, all locked and loaded before the first decision. */
public interface Drafts {

    PositionDraft position(PositionKey key);

    ReferenceTotals reference(ReferenceKey key);

    /** What is known of lots. */
    LotBook lots();

    void change(ReferenceKey key, ReferenceTotals totals);
}
