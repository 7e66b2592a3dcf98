package io.stockrelay.allocation;

import io.stockrelay.allocation.AllocationChange.Kind;
import io.stockrelay.allocation.AllocationCommand.Reallocate;
import io.stockrelay.allocation.AllocationCommand.Release;
import io.stockrelay.allocation.AllocationCommand.Set;
import io.stockrelay.stock.Drafts;
import io.stockrelay.stock.SetAside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The allocations of one batch: decides commands one after the other over locked positions. */
public final class AllocationBook {

    private final Drafts drafts;
    private final Instant now;
    private final Map<String, UUID> requests;
    private final List<AllocationChange> changes = new ArrayList<>();

    /** @param requests content of the reallocations that were made before, by their callers' ids */
    public AllocationBook(Drafts drafts, Instant now, Map<String, UUID> requests) {
        this.drafts = drafts;
        this.now = now;
        this.requests = new HashMap<>(requests);
    }

    public AllocationAnswer decide(AllocationCommand command) {
        if (command instanceof Set set) {
            return set(set);
        }
        if (command instanceof Release release) {
            return release(release);
        }
        return reallocate((Reallocate) command);
    }

    /** What is to be recorded, in the order of its making. */
    public List<AllocationChange> changes() {
        return List.copyOf(changes);
    }

    private AllocationAnswer set(Set command) {
        var known = known(command.key());
        var version = command.version();
        if (version != null && version != known.version()) {
            boolean isRepeat = known.version() > version && known.granted() == command.units();
            return answer(isRepeat ? AllocationVerdict.UNCHANGED : AllocationVerdict.OTHER_VERSION, command.key());
        }
        if (known.granted() == command.units()) {
            return answer(AllocationVerdict.UNCHANGED, command.key());
        }
        if (command.units() < known.taken()) {
            return answer(AllocationVerdict.BELOW_TAKEN, command.key());
        }
        grant(command.key(), command.units(), Kind.SET, command, null);
        return answer(AllocationVerdict.CHANGED, command.key());
    }

    private AllocationAnswer release(Release command) {
        var known = known(command.key());
        if (known.free() == 0) {
            return answer(AllocationVerdict.UNCHANGED, command.key());
        }
        grant(command.key(), known.taken(), Kind.RELEASED, command, null);
        return answer(AllocationVerdict.CHANGED, command.key());
    }

    private AllocationAnswer reallocate(Reallocate move) {
        var from = new AllocationKey(move.from(), move.position());
        var to = new AllocationKey(move.to(), move.position());
        var content = requests.get(move.request());
        if (content != null) {
            boolean isSame = content.equals(move.content());
            return answer(isSame ? AllocationVerdict.UNCHANGED : AllocationVerdict.DIFFERENT_CONTENT, from, to);
        }
        if (known(from).free() < move.units()) {
            return answer(AllocationVerdict.NOT_ENOUGH_LEFT, from, to);
        }
        grant(from, known(from).granted() - move.units(), Kind.GIVEN, move, move);
        grant(to, Math.addExact(known(to).granted(), move.units()), Kind.RECEIVED, move, move);
        requests.put(move.request(), move.content());
        return answer(AllocationVerdict.CHANGED, from, to);
    }

    private void grant(AllocationKey key, long units, Kind kind, AllocationCommand command, @Nullable Reallocate move) {
        var before = known(key);
        var after = before.granting(units);
        drafts.position(key.position()).setAsides().set(key.account(), after);
        changes.add(new AllocationChange(
                key,
                after.version(),
                kind,
                before.granted(),
                after.granted(),
                command.reason(),
                command.actor(),
                now,
                move == null ? null : move.request(),
                move == null ? null : move.content()));
    }

    private SetAside known(AllocationKey key) {
        return drafts.position(key.position()).setAsides().of(key.account());
    }

    private AllocationAnswer answer(AllocationVerdict verdict, AllocationKey... keys) {
        var changedAt = verdict == AllocationVerdict.CHANGED ? now : null;
        return new AllocationAnswer(
                verdict,
                Stream.of(keys)
                        .map(key -> new Allocation(key, known(key), changedAt))
                        .toList());
    }
}
