package io.stockrelay.reservation;

import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** What is set aside for whom, written a second time: a list of grants for each account and place, and nothing kept. */
final class NaiveAllocations {

    static final List<AccountId> ACCOUNTS = List.of(Requests.DEALER_ACCOUNT, Requests.OTHER_ACCOUNT);

    private record Key(AccountId account, PositionKey place) {}

    private final Map<Key, List<Long>> grants = new HashMap<>();
    private final Map<String, UUID> moves = new HashMap<>();
    private final ToLongBiFunction<AccountId, PositionKey> taken;

    NaiveAllocations(ToLongBiFunction<AccountId, PositionKey> taken) {
        this.taken = taken;
    }

    long granted(AccountId account, PositionKey place) {
        var all = grants.getOrDefault(new Key(account, place), List.of());
        return all.isEmpty() ? 0 : all.get(all.size() - 1);
    }

    int version(AccountId account, PositionKey place) {
        return grants.getOrDefault(new Key(account, place), List.of()).size();
    }

    long free(AccountId account, PositionKey place) {
        return granted(account, place) - taken.applyAsLong(account, place);
    }

    long freeOfOthers(@Nullable AccountId own, PositionKey place) {
        return ACCOUNTS.stream()
                .filter(account -> !account.equals(own))
                .mapToLong(account -> free(account, place))
                .sum();
    }

    String ask(AllocationCommand command) {
        if (command instanceof AllocationCommand.Set set) {
            return set(set);
        }
        if (command instanceof AllocationCommand.Release release) {
            var account = release.key().account();
            long takenUnits = taken.applyAsLong(account, release.position());
            return granted(account, release.position()) == takenUnits
                    ? "UNCHANGED"
                    : grant(account, release.position(), takenUnits);
        }
        return move((AllocationCommand.Reallocate) command);
    }

    private String set(AllocationCommand.Set set) {
        var account = set.key().account();
        long now = granted(account, set.position());
        int version = version(account, set.position());
        if (set.version() != null && set.version() != version) {
            return set.version() < version && now == set.units() ? "UNCHANGED" : "OTHER_VERSION";
        }
        if (now == set.units()) {
            return "UNCHANGED";
        }
        return set.units() < taken.applyAsLong(account, set.position())
                ? "BELOW_TAKEN"
                : grant(account, set.position(), set.units());
    }

    private String move(AllocationCommand.Reallocate move) {
        var known = moves.get(move.request());
        if (known != null) {
            return known.equals(move.content()) ? "UNCHANGED" : "DIFFERENT_CONTENT";
        }
        if (free(move.from(), move.position()) < move.units()) {
            return "NOT_ENOUGH_LEFT";
        }
        moves.put(move.request(), move.content());
        grant(move.from(), move.position(), granted(move.from(), move.position()) - move.units());
        return grant(move.to(), move.position(), granted(move.to(), move.position()) + move.units());
    }

    private String grant(AccountId account, PositionKey place, long units) {
        grants.computeIfAbsent(new Key(account, place), key -> new ArrayList<>())
                .add(units);
        return "CHANGED";
    }
}
