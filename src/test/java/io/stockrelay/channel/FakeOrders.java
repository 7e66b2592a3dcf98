package io.stockrelay.channel;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.ChannelId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The orders of a shop in memory, two a page, and the other side: what a poll of them hands in. */
final class FakeOrders implements OrderContract, OrderEntrance {

    static final String METHOD = "ORDERS";
    private static final int PAGE = 2;

    final Map<String, Instant> changed = new TreeMap<>();
    final List<String> asked = new ArrayList<>();
    final List<String> taken = new ArrayList<>();
    final Deque<Reply> failures = new ArrayDeque<>();
    Consumer<PolledOrder> ledger = order -> {};
    long waiting;
    boolean isPaused;

    @Override
    public long costAtFirst() {
        return TokenBucket.ONE;
    }

    @Override
    public PushRequest page(Instant from, @Nullable String after) {
        var text = from + " " + (after == null ? "-" : after);
        return new PushRequest(METHOD, "/", null, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    Reply answer(PushRequest request) {
        var text = new String(request.body(), StandardCharsets.UTF_8);
        asked.add(text);
        var failure = failures.poll();
        return failure == null ? Reply.answered(200, Map.of(), request.body()) : failure;
    }

    @Override
    public Page page(Reply reply, Instant now) {
        var failure = Replies.failure(1, reply, now);
        if (failure.isPresent()) {
            return Page.failed(failure.get());
        }
        var words = new String(reply.body(), StandardCharsets.UTF_8).split(" ");
        var from = Instant.parse(words[0]);
        var rest = changed.entrySet().stream()
                .filter(one -> !one.getValue().isBefore(from))
                .sorted(Map.Entry.<String, Instant>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .map(one -> new PolledOrder(
                        one.getKey(), one.getValue(), one.getKey().getBytes(StandardCharsets.UTF_8), null))
                .filter(one -> words[1].equals("-") || (one.changedAt() + "/" + one.id()).compareTo(words[1]) > 0)
                .toList();
        var page = rest.stream().limit(PAGE).toList();
        var last = page.isEmpty() ? null : page.get(page.size() - 1);
        var next = last == null || rest.size() == page.size() ? null : last.changedAt() + "/" + last.id();
        return new Page(page, next, null, null);
    }

    @Override
    public PushRequest lines(PolledOrder order) {
        throw new UnsupportedOperationException("every order of this shop is whole");
    }

    @Override
    public Page lines(PolledOrder order, Reply reply, Instant now) {
        throw new UnsupportedOperationException("every order of this shop is whole");
    }

    @Override
    public void take(ChannelId channel, List<PolledOrder> orders) {
        orders.forEach(order -> {
            taken.add(order.id());
            ledger.accept(order);
        });
    }

    @Override
    public long waiting(ChannelId channel) {
        return waiting;
    }

    @Override
    public boolean isPaused(ChannelId channel) {
        return isPaused;
    }

    static Reply refusal() {
        return Reply.answered(403, Map.of(), CauseClass.AUTHORISATION.name().getBytes(StandardCharsets.UTF_8));
    }
}
