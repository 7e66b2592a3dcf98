package io.stockrelay.channel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a channel's own orders are read: pure translation, as of everything an adapter does. */
public interface OrderContract {

    /** The points the first page is thought to cost, in thousandths; afterwards the channel tells. */
    long costAtFirst();

    /**
     * One page of the orders that changed at or after a time, oldest change first and without an end, so that an order
     * that changes meanwhile moves to what is not read yet.
     *
     * @param after where the page before ended; null for the first
     */
    PushRequest page(Instant from, @Nullable String after);

    Page page(Reply reply, Instant now);

    /** The lines of an order that were not on its page. */
    PushRequest lines(PolledOrder order);

    /** The order with those lines. */
    Page lines(PolledOrder order, Reply reply, Instant now);

    /**
     * An order as the channel showed it.
     *
     * @param id the channel's own
     * @param changedAt by the channel's clock
     * @param content what the source's mapping gets
     * @param linesAfter where its lines go on; null where they are all there
     */
    record PolledOrder(
            String id,
            Instant changedAt,
            byte[] content,
            @Nullable String linesAfter) {}

    /**
     * What one call brought.
     *
     * @param next where the next page begins; null where there is none
     * @param failure why it brought nothing; null where it did
     * @param pace null where the reply said nothing about it
     */
    record Page(
            List<PolledOrder> orders,
            @Nullable String next,
            @Nullable Verdict failure,
            @Nullable PaceSignal pace) {

        public Page {
            orders = List.copyOf(orders);
        }

        public static Page failed(Verdict failure) {
            return new Page(List.of(), null, failure, failure.pace());
        }
    }
}
