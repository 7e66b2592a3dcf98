package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lot beside its units.
 *
 * @param expiry the newest statement of it; null where none was made, then the lot never expires
 * @param block null where the lot may be sold
 */
public record LotFacts(@Nullable Expiry expiry, @Nullable Block block) {

    public static final LotFacts UNKNOWN = new LotFacts(null, null);

    /** One statement of a lot's last day. */
    public record Expiry(LocalDate on, Instant at, SourceId source, String eventId) {

        /** A strict order, so that any order of arrival ends with the same day; at the same time the earlier day. */
        boolean supersedes(Expiry other) {
            int order = at.compareTo(other.at);
            if (order == 0) {
                order = other.on.compareTo(on);
            }
            if (order == 0) {
                order = eventId.compareTo(other.eventId);
            }
            return order != 0 ? order > 0 : source.compareTo(other.source) > 0;
        }
    }

    /** A person's word that nothing of the lot may be sold, such as a recall. */
    public record Block(String reason, String actor, Instant since) {}

    LotFacts stating(Expiry stated) {
        return expiry == null || stated.supersedes(expiry) ? new LotFacts(stated, block) : this;
    }

    public LotFacts with(@Nullable Block newBlock) {
        return new LotFacts(expiry, newBlock);
    }

    public @Nullable LocalDate expiresOn() {
        return expiry == null ? null : expiry.on();
    }
}
