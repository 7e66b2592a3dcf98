package io.stockrelay.stock;

import io.stockrelay.shared.Sku;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people and time do to lots; decided under the locks of the positions concerned.
 *
 * @param <A> what its caller is answered
 */
public sealed interface LotTask<A> extends LedgerTask<A> {

    /** Nothing of the lot may be sold from now on, or it may again. */
    record Blocking(Sku sku, String lot, @Nullable String reason, String actor) implements LotTask<LotFacts> {

        /** @param reason null where the block is lifted */
        public Blocking {
            if (lot.isBlank() || lot.length() > LotKey.LOT_LENGTH_MAX) {
                throw new IllegalArgumentException("a lot has 1 to " + LotKey.LOT_LENGTH_MAX + " characters");
            }
        }

        public LotKey key() {
            return new LotKey(sku, lot);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** The time of some lots may be over: decided by the ledger's clock, not by whoever asks. Answers how many it looked at. */
    record Turn(List<PositionKey> positions) implements LotTask<Integer> {

        public Turn {
            positions = List.copyOf(positions);
        }

        @Override
        public int size() {
            return Math.max(1, positions.size());
        }
    }
}
