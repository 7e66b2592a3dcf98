package io.stockrelay.channel;

import io.stockrelay.channel.OrderContract.Page;
import io.stockrelay.channel.OrderContract.PolledOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far one poll has come: in memory, because beginning it again costs calls and nothing else. */
final class PollRun {

    private final Instant from;
    private final Instant begunAt;
    private final List<PolledOrder> page = new ArrayList<>();
    private @Nullable String next;
    private @Nullable Instant newestChange;
    private boolean isLastRead;
    private long orders;

    PollRun(Instant from, Instant begunAt) {
        this.from = from;
        this.begunAt = begunAt;
    }

    Instant from() {
        return from;
    }

    Instant begunAt() {
        return begunAt;
    }

    /** Where the next page begins; null for the first. */
    @Nullable
    String next() {
        return next;
    }

    /** The orders that were read and are not durable yet. */
    List<PolledOrder> page() {
        return page;
    }

    long orders() {
        return orders;
    }

    @Nullable
    Instant newestChange() {
        return newestChange;
    }

    boolean isComplete() {
        return isLastRead && page.isEmpty();
    }

    void read(Page read) {
        page.addAll(read.orders());
        next = read.next();
        isLastRead = next == null;
        orders += read.orders().size();
        for (var order : read.orders()) {
            if (newestChange == null || order.changedAt().isAfter(newestChange)) {
                newestChange = order.changedAt();
            }
        }
    }

    /** An order of the page whose lines are not all there; null where there is none. */
    @Nullable
    PolledOrder incomplete() {
        return page.stream()
                .filter(order -> order.linesAfter() != null)
                .findFirst()
                .orElse(null);
    }

    /** Whether there are orders to be taken in, with all their lines. */
    boolean isRead() {
        return !page.isEmpty() && incomplete() == null;
    }

    void complete(PolledOrder order, PolledOrder withLines) {
        page.set(page.indexOf(order), withLines);
    }

    void taken() {
        page.clear();
    }
}
