package io.stockrelay.http;

import io.stockrelay.allocation.Allocation;
import io.stockrelay.allocation.AllocationAnswer;
import io.stockrelay.allocation.AllocationChange;
import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationKey;
import io.stockrelay.allocation.AllocationVerdict;
import io.stockrelay.allocation.Allocations;
import io.stockrelay.allocation.RecordedChange;
import io.stockrelay.deadletter.Samples;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.SetAside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers every command on allocations as it is told to, and remembers what it was asked. */
final class ScriptedAllocations implements Allocations {

    final List<AllocationCommand> asked = new ArrayList<>();
    AllocationVerdict verdict = AllocationVerdict.CHANGED;

    AllocationCommand last() {
        return asked.get(asked.size() - 1);
    }

    @Override
    public CompletableFuture<AllocationAnswer> submit(AllocationCommand command) {
        asked.add(command);
        var known = new Allocation(
                new AllocationKey(new AccountId("bergwerk"), command.position()),
                new SetAside(9, 4, 2),
                verdict == AllocationVerdict.CHANGED ? Samples.NOON : null);
        // on another thread, as the ledger does
        return CompletableFuture.supplyAsync(() -> new AllocationAnswer(verdict, List.of(known, known)));
    }

    @Override
    public Optional<Allocation> find(AllocationKey key) {
        return Optional.empty();
    }

    @Override
    public List<Allocation> list(Filter filter, @Nullable AllocationKey after, int limit) {
        var found = new ArrayList<Allocation>();
        for (var sku : List.of("A", "B", "C/1")) {
            var key =
                    new AllocationKey(new AccountId("bergwerk"), new PositionKey(new Sku(sku), new LocationId("WH1")));
            boolean isAfter =
                    after == null || sku.compareTo(after.position().sku().value()) > 0;
            if (isAfter && (filter.sku() == null || filter.sku().value().equals(sku))) {
                found.add(new Allocation(key, new SetAside(5, 2, 1), Samples.NOON));
            }
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    @Override
    public List<RecordedChange> history(AllocationKey key, long beforeNumber, int limit) {
        return beforeNumber <= 77 ? List.of() : List.of(change(key));
    }

    @Override
    public List<RecordedChange> of(Sku sku, long beforeNumber, int limit) {
        var key = new AllocationKey(new AccountId("bergwerk"), new PositionKey(sku, new LocationId("WH1")));
        return sku.value().equals("ASIDE") ? history(key, beforeNumber, limit) : List.of();
    }

    private static RecordedChange change(AllocationKey key) {
        return new RecordedChange(
                77,
                new AllocationChange(key, 1, AllocationChange.Kind.SET, 0, 5, "fair", "ann", Samples.NOON, null, null));
    }
}
