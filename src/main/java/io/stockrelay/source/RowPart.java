package io.stockrelay.source;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One part of what a row was mapped to, as staged.
 *
 * @param part its number within the row
 * @param lot of a statement about an item that is counted by lot; null for everything else
 * @param at of a statement, what it is as of; null for everything else
 * @param states of a statement, which states it states, one bit each
 * @param stated on hand it states; null where it states none
 * @param delta on hand it moves
 * @param payload the event, failure or reason, see {@link RowText}
 */
public record RowPart(
        long line,
        int part,
        Kind kind,
        @Nullable String sku,
        @Nullable String location,
        @Nullable String lot,
        @Nullable Instant at,
        @Nullable Integer states,
        @Nullable Long stated,
        @Nullable Long delta,
        String payload) {

    /** What a part is; the first letter is stored. */
    public enum Kind {
        EVENT,
        FAILURE,
        IGNORED,
        SUMMED
    }

    /** Whether both speak of the same units; statements about different lots do not repeat each other. */
    public boolean isOfSame(RowPart other) {
        return Objects.equals(sku, other.sku)
                && Objects.equals(location, other.location)
                && Objects.equals(lot, other.lot);
    }

    public boolean isStatement() {
        return kind == Kind.EVENT && at != null;
    }
}
