package io.stockrelay.channel;

import io.stockrelay.channel.Reply.Reach;
import io.stockrelay.shared.CauseClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A channel in memory: conditional writes, remembered keys, and faults on demand. Its wire form is {@code sku=units<from}. */
final class FakeShop implements ChannelAdapter, PushRoute {

    /** What may happen to a call. */
    enum Fault {
        TIMEOUT_AFTER_APPLY,
        TIMEOUT_BEFORE_APPLY,
        NO_CONNECTION,
        STATUS_500,
        STATUS_429,
        /** The program dies before its call arrives, or before it learns what came of it. */
        DEATH_BEFORE_APPLY,
        DEATH_AFTER_APPLY
    }

    /** Whoever called is dead. */
    static final class Death extends RuntimeException {}

    final Map<String, Long> shelf = new HashMap<>();
    final List<Map<String, Long>> writes = new ArrayList<>();
    final Set<String> locked = new HashSet<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    Runnable beforeWrite = () -> {};
    final FakeOrders orders = new FakeOrders();
    int reads;
    int applied;

    private final Map<String, String> answers = new HashMap<>();
    private final Capabilities capabilities;
    private final boolean pointsAtItems;

    FakeShop(int batchMax, boolean isConditional, boolean pointsAtItems) {
        this.capabilities = new Capabilities(
                batchMax, isConditional, isConditional, 1, isConditional ? Duration.ofHours(24) : null);
        this.pointsAtItems = pointsAtItems;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Optional<OrderContract> orders() {
        return Optional.of(orders);
    }

    @Override
    public Credentials credentials() {
        return Map::of;
    }

    @Override
    public PushRequest write(UUID key, List<Item> items) {
        var lines = items.stream()
                .map(item -> item.listing().sku() + "=" + item.units() + "<" + item.from())
                .toList();
        return new PushRequest("PUT", "/", null, Map.of("key", key.toString()), bytes(String.join("\n", lines)));
    }

    @Override
    public synchronized Reply send(String route, PushRequest request) {
        if (request.method().equals(FakeOrders.METHOD)) {
            return orders.answer(request);
        }
        return request.method().equals("GET") ? read(request) : write(request);
    }

    private Reply read(PushRequest request) {
        reads++;
        var lines = new ArrayList<String>();
        text(request).lines().forEach(sku -> lines.add(sku + "=" + shelf.getOrDefault(sku, 0L)));
        return Reply.answered(200, Map.of(), bytes(String.join("\n", lines)));
    }

    private Reply write(PushRequest request) {
        beforeWrite.run();
        var fault = faults.poll();
        if (fault == Fault.TIMEOUT_BEFORE_APPLY) {
            return Reply.failed(Reach.TIMED_OUT, "no answer");
        }
        if (fault == Fault.DEATH_BEFORE_APPLY) {
            throw new Death();
        }
        if (fault == Fault.NO_CONNECTION) {
            return Reply.failed(Reach.NOT_SENT, "nobody listens");
        }
        if (fault == Fault.STATUS_500) {
            return Reply.answered(500, Map.of(), bytes("oops"));
        }
        if (fault == Fault.STATUS_429) {
            return Reply.answered(429, Map.of("retry-after", "7"), new byte[0]);
        }
        var answer = answers.computeIfAbsent(request.headers().get("key"), key -> apply(text(request)));
        if (fault == Fault.DEATH_AFTER_APPLY) {
            throw new Death();
        }
        return fault == Fault.TIMEOUT_AFTER_APPLY
                ? Reply.failed(Reach.TIMED_OUT, "no answer")
                : Reply.answered(200, Map.of(), bytes(answer));
    }

    /** All or nothing; one word per line. */
    private String apply(String body) {
        var wanted = new LinkedHashMap<String, Long>();
        var verdicts = new ArrayList<String>();
        body.lines().forEach(line -> {
            var parts = line.split("[=<]");
            wanted.put(parts[0], Long.parseLong(parts[1]));
            boolean isStale = capabilities.hasCompareAndSet()
                    && !parts[2].equals("null")
                    && Long.parseLong(parts[2]) != shelf.getOrDefault(parts[0], 0L);
            verdicts.add(locked.contains(parts[0]) ? "locked" : isStale ? "stale" : "ok");
        });
        if (verdicts.stream().allMatch("ok"::equals)) {
            applied++;
            shelf.putAll(wanted);
            writes.add(wanted);
        }
        return String.join("\n", verdicts);
    }

    @Override
    public Verdict judge(List<Item> items, Reply reply, Instant now) {
        return Replies.failure(items.size(), reply, now).orElseGet(() -> {
            var words = Arrays.asList(new String(reply.body(), StandardCharsets.UTF_8).split("\n"));
            boolean isApplied = words.stream().allMatch("ok"::equals);
            return Verdict.answered(words.stream()
                    .map(word -> isApplied ? ItemVerdict.CONFIRMED : verdict(word))
                    .toList());
        });
    }

    private ItemVerdict verdict(String word) {
        if (word.equals("stale")) {
            return new ItemVerdict(ItemOutcome.STALE, CauseClass.CONFLICT, "holds another quantity");
        }
        if (!pointsAtItems) {
            return new ItemVerdict(ItemOutcome.SUSPECT, CauseClass.REJECTED, "something is locked");
        }
        return word.equals("locked")
                ? ItemVerdict.refused(CauseClass.REJECTED, "locked")
                : new ItemVerdict(ItemOutcome.AGAIN, CauseClass.REJECTED, "another item");
    }

    @Override
    public List<ReadCall> readBack(List<Listing> listings) {
        var body = String.join(
                "\n", listings.stream().map(listing -> listing.sku().value()).toList());
        return List.of(new ReadCall(listings, new PushRequest("GET", "/", null, Map.of(), bytes(body))));
    }

    @Override
    public Seen seen(ReadCall call, Reply reply, Instant now) {
        var lines = new String(reply.body(), StandardCharsets.UTF_8).lines().toList();
        var units = new HashMap<Long, Long>();
        for (int i = 0; i < lines.size(); i++) {
            units.put(
                    call.listings().get(i).id(),
                    Long.parseLong(lines.get(i).substring(lines.get(i).indexOf('=') + 1)));
        }
        return new Seen(units, null);
    }

    private static String text(PushRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
