package io.stockrelay.sandbox;

import graphql.schema.DataFetchingEnvironment;
import io.stockrelay.sandbox.SetQuantities.Entry;
import io.stockrelay.sandbox.SetQuantities.Input;
import io.stockrelay.sandbox.SetQuantities.UserError;
import io.stockrelay.sandbox.ShopifyStore.Level;
import io.stockrelay.sandbox.ShopifyStore.LevelKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The write side of the simulated Admin API: keys first, then all of a call's quantities or none. */
final class ShopifyMutations {
    private static final int KEYS_MAX = 10_000;

    private final ShopifyStore store;
    private final Counters counters;
    private final Journal journal;
    private final Clock clock;
    private final IdempotencyKeys<Payload> keys = new IdempotencyKeys<>(KEYS_MAX);
    private final AtomicLong groups = new AtomicLong();

    ShopifyMutations(ShopifyStore store, Counters counters, Journal journal, Clock clock) {
        this.store = store;
        this.counters = counters;
        this.journal = journal;
        this.clock = clock;
    }

    Payload setQuantities(DataFetchingEnvironment call, boolean mustBeStocked) {
        String key = MutationCall.key(call);
        Input input = MutationCall.input(call);
        counters.itemsInCall(input.entries().size());
        Disturbance disturbance = MutationCall.disturbance(call);
        return once(key, "set" + input, () -> {
            disturbance.beforeApply();
            return apply(input, disturbance, mustBeStocked, key);
        });
    }

    Payload activate(DataFetchingEnvironment call) {
        String key = MutationCall.key(call);
        LevelKey level = new LevelKey(
                ShopifyQueries.id(call, "inventoryItemId", "InventoryItem"),
                ShopifyQueries.id(call, "locationId", "Location"));
        @Nullable Integer available = call.getArgument("available");
        @Nullable Integer onHand = call.getArgument("onHand");
        return once(key, "activate" + level + available + onHand, () -> {
            MutationCall.disturbance(call).beforeApply();
            return activate(level, available, onHand, key);
        });
    }

    private Payload once(String key, String request, Supplier<Payload> attempt) {
        IdempotencyKeys.Claim<Payload> claim = keys.claim(key, request, clock.instant());
        return switch (claim.status()) {
            case FIRST -> first(key, request, attempt);
            case DONE -> {
                counters.add(Count.REPLAYED);
                yield claim.result().orElseThrow();
            }
            case IN_PROGRESS ->
                refused("IDEMPOTENCY_CONCURRENT_REQUEST", "A request with this idempotency key is still running.");
            case OTHER_REQUEST ->
                refused(
                        "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
                        "This idempotency key came with other parameters before.");
        };
    }

    private Payload first(String key, String request, Supplier<Payload> attempt) {
        boolean done = false;
        try {
            Payload result = attempt.get();
            keys.done(key, request, result, clock.instant());
            done = true;
            return result;
        } finally {
            if (!done) {
                keys.release(key);
            }
        }
    }

    private Payload apply(Input input, Disturbance disturbance, boolean mustBeStocked, String key) {
        synchronized (store) {
            List<UserError> errors = SetQuantities.errors(store, input, disturbance, mustBeStocked);
            if (!errors.isEmpty()) {
                counters.add(Count.REFUSED, errors.size());
                counters.add(
                        Count.STALE,
                        errors.stream().filter(ShopifyMutations::isStale).count());
                return new Payload(null, errors, null);
            }
            Instant now = clock.instant();
            List<Change> changes = new ArrayList<>();
            input.entries().forEach(entry -> set(entry, input.name(), now, key, changes));
            counters.add(Count.WRITES, input.entries().size());
            return new Payload(changes.isEmpty() ? null : group(input, changes, now), List.of(), null);
        }
    }

    private void set(Entry entry, String name, Instant now, String key, List<Change> changes) {
        Level before = store.level(entry.key()).orElseGet(() -> new Level(entry.key(), 0, 0, false, null));
        Level after = before.with(name, entry.quantity(), now);
        store.put(after);
        journal.add(JournalEntry.Kind.WRITE, entry.key().listing(), before.available(), after.available(), now, key);
        long delta = entry.quantity() - before.quantity(name).orElse(0L);
        if (delta != 0) {
            changes.add(new Change(entry.key(), name, delta, entry.quantity()));
        }
    }

    private Group group(Input input, List<Change> changes, Instant now) {
        String id = "gid://shopify/InventoryAdjustmentGroup/" + groups.incrementAndGet();
        return new Group(id, now, input.reason(), input.referenceDocumentUri(), List.copyOf(changes));
    }

    private Payload activate(
            LevelKey key, @Nullable Integer available, @Nullable Integer onHand, String idempotencyKey) {
        synchronized (store) {
            if (store.item(key.item()).isEmpty()) {
                return refused("", "The specified inventory item could not be found.", "inventoryItemId");
            }
            if (store.location(key.location()).isEmpty()) {
                return refused("", "The specified location could not be found.", "locationId");
            }
            if (available != null && onHand != null) {
                return refused("", "Only one of available and onHand can be given.", "onHand");
            }
            Instant now = clock.instant();
            Level before = store.level(key).orElseGet(() -> new Level(key, 0, 0, false, null));
            Level after = before.activated(now);
            if (available != null || onHand != null) {
                String name = available != null ? "available" : "on_hand";
                after = after.with(name, Objects.requireNonNullElse(available, onHand), now);
                journal.add(
                        JournalEntry.Kind.WRITE,
                        key.listing(),
                        before.available(),
                        after.available(),
                        now,
                        idempotencyKey);
            }
            store.put(after);
            return new Payload(null, List.of(), key);
        }
    }

    private Payload refused(String code, String message, String... field) {
        counters.add(Count.REFUSED);
        return new Payload(null, List.of(new UserError(code, List.of(field), message)), null);
    }

    private static boolean isStale(UserError error) {
        return error.code().equals("CHANGE_FROM_QUANTITY_STALE");
    }

    /** What a mutation answers; the level is that of an activation. */
    record Payload(
            @Nullable Group group,
            List<UserError> errors,
            @Nullable LevelKey level) {}

    /** What one call changed. */
    record Group(
            String id,
            Instant createdAt,
            String reason,
            @Nullable String referenceDocumentUri,
            List<Change> changes) {}

    /** One change of a group. */
    record Change(LevelKey key, String name, long delta, long quantityAfterChange) {}
}
