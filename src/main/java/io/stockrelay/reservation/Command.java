package io.stockrelay.reservation;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.LotShare;
import io.stockrelay.stock.OrderReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a caller wants of one reservation. Each may be repeated without harm. */
public sealed interface Command extends LedgerTask<Answer> {

    ReservationKey key();

    /** Who asks, for the record: an API key's name, a person, or the program itself. */
    String actor();

    /** The same of another reservation. */
    Command of(Reservation other);

    @Override
    default int size() {
        return 1;
    }

    /**
     * Promise stock, or with {@code amends} change what is promised.
     *
     * @param content hash of the request in its caller's own words
     * @param confirmed whether it is confirmed at once; otherwise it is pending for {@code lifetime}
     * @param renew decide anew where the reservation was cancelled, expired or failed
     * @param amends the version this changes; null for a new promise
     */
    record Reserve(
            ReservationKey key,
            String actor,
            OrderReference reference,
            UUID content,
            boolean confirmed,
            @Nullable Duration lifetime,
            Fill fill,
            List<RequestedLine> lines,
            boolean renew,
            @Nullable Integer amends)
            implements Command {

        public Reserve {
            lines = List.copyOf(lines);
            if (lines.stream().map(RequestedLine::line).distinct().count() < lines.size()) {
                throw new IllegalArgumentException("two lines of " + key + " have the same name");
            }
        }

        @Override
        public int size() {
            return Math.max(1, lines.size());
        }

        @Override
        public Reserve of(Reservation other) {
            return new Reserve(
                    other.key(), actor, other.reference(), content, confirmed, lifetime, fill, lines, renew, amends);
        }

        @Nullable
        Instant expiry(Instant now) {
            return confirmed || lifetime == null ? null : now.plus(lifetime);
        }
    }

    /** The order is certain: the promise no longer expires. */
    record Confirm(ReservationKey key, String actor) implements Command {

        @Override
        public Confirm of(Reservation other) {
            return new Confirm(other.key(), actor);
        }
    }

    /**
     * Give up what has not left.
     *
     * @param lines those to give up; none for all of it
     */
    record Cancel(ReservationKey key, String actor, Set<String> lines) implements Command {

        public Cancel {
            lines = Set.copyOf(lines);
        }

        @Override
        public Cancel of(Reservation other) {
            return new Cancel(other.key(), actor, lines);
        }
    }

    /** The order came to nothing. */
    record Fail(ReservationKey key, String actor, String reason) implements Command {

        @Override
        public Fail of(Reservation other) {
            return new Fail(other.key(), actor, reason);
        }
    }

    /** Its time may be over: decided by the clock of the ledger, not by whoever asks. */
    record Expire(ReservationKey key, String actor) implements Command {

        @Override
        public Expire of(Reservation other) {
            return new Expire(other.key(), actor);
        }
    }

    /**
     * Goods left for it.
     *
     * @param shipment the caller's id of the shipment; a repeat has no effect
     * @param content hash of the shipment's lines
     */
    record Dispatch(ReservationKey key, String actor, String shipment, UUID content, List<Dispatched> lines)
            implements Command {

        public Dispatch {
            lines = List.copyOf(lines);
        }

        @Override
        public Dispatch of(Reservation other) {
            return new Dispatch(other.key(), actor, shipment, content, lines);
        }
    }

    /**
     * So many smallest units of one line.
     *
     * @param lots which lots they leave from, by the line's SKU, or by the components of a kit: all units of one that is
     *     named; of others those that expire first
     */
    record Dispatched(String line, long units, Map<Sku, List<LotShare>> lots) {
        /** From whichever lots. */
        public Dispatched(String line, long units) {
            this(line, units, Map.of());
        }

        public Dispatched {
            lots = Map.copyOf(lots);
            if (units < 1) {
                throw new IllegalArgumentException("line " + line + " cannot ship " + units + " units");
            }
        }

        List<LotShare> lots(Line.Part part) {
            return lots.getOrDefault(part.position().sku(), List.of());
        }

        /** Whether the lots that are named are of what the line takes, and of so much. */
        boolean fits(Line known) {
            var named = new HashSet<>(lots.keySet());
            for (var part : known.parts()) {
                boolean isNamed = named.remove(part.position().sku());
                long sum = lots(part).stream().mapToLong(LotShare::units).sum();
                if (isNamed && sum != Math.multiplyExact(units, part.perUnit())) {
                    return false;
                }
            }
            return named.isEmpty();
        }
    }
}
