package io.stockrelay.camel.push;

import io.stockrelay.channel.OrderContract.PolledOrder;
import io.stockrelay.channel.OrderEntrance;
import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetterFilter;
import io.stockrelay.deadletter.DeadLetterStore;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Intake;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.Sources;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.LedgerFull;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands polled orders to the mapping of the source that tells of the channel's orders, one delivery each, as its webhooks
 * come; the ledger decides a page of them together.
 */
final class PolledOrders implements OrderEntrance {

    /** What the mapping knows them by: no channel has a topic of this name. */
    private static final Map<String, String> HEADERS = Map.of("x-shopify-topic", "orders/polled");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<ChannelId, SourceId> tellers;
    private final Map<ChannelId, Set<SourceId>> speakers;
    private final Intake intake;
    private final Ledger ledger;
    private final Sources sources;
    private final DeadLetterStore deadLetters;
    private final ReceiptIds receipts;
    private final Clock clock;

    /**
     * @param tellers the source whose mapping each channel's orders go through
     * @param speakers all sources that tell of them
     */
    PolledOrders(
            Map<ChannelId, SourceId> tellers,
            Map<ChannelId, Set<SourceId>> speakers,
            Intake intake,
            Ledger ledger,
            Sources sources,
            DeadLetterStore deadLetters,
            ReceiptIds receipts,
            Clock clock) {
        this.tellers = Map.copyOf(tellers);
        this.speakers = Map.copyOf(speakers);
        this.intake = intake;
        this.ledger = ledger;
        this.sources = sources;
        this.deadLetters = deadLetters;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public void take(ChannelId channel, List<PolledOrder> orders) {
        var decided = new ArrayList<CompletableFuture<DecidedSubmission>>();
        try {
            ledger.requireRoom();
            for (var order : orders) {
                decided.add(ledger.submit(intake.prepare(delivery(channel, order))));
            }
        } catch (LedgerFull e) {
            throw new NotTaken("the ledger has no room", e);
        }
        await(CompletableFuture.allOf(decided.toArray(CompletableFuture[]::new)));
    }

    private Delivery delivery(ChannelId channel, PolledOrder order) {
        return new Delivery(
                receipts.next(),
                teller(channel),
                "poll-" + channel,
                clock.instant(),
                "application/json",
                HEADERS,
                null,
                order.content());
    }

    private static void await(CompletableFuture<Void> durable) {
        try {
            durable.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NotTaken("no commit within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new NotTaken(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotTaken("stopped while waiting for the commit", e);
        }
    }

    /** Of any source that tells of the channel's orders: each may be the order that is missed. */
    @Override
    public long waiting(ChannelId channel) {
        return speakers.getOrDefault(channel, Set.of()).stream()
                .mapToLong(this::waiting)
                .sum();
    }

    private long waiting(SourceId source) {
        return deadLetters.count(new DeadLetterFilter(
                DeadLetter.State.OPEN,
                DeadLetter.Direction.INBOUND,
                source.value(),
                null,
                null,
                null,
                null,
                null,
                null));
    }

    @Override
    public boolean isPaused(ChannelId channel) {
        return sources.isPaused(teller(channel));
    }

    private SourceId teller(ChannelId channel) {
        return Objects.requireNonNull(tellers.get(channel), channel::toString);
    }
}
