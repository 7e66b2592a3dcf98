package io.stockrelay.channel;

import io.stockrelay.shared.CauseClass;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one reply means.
 *
 * @param items one per item of the call, in its order
 * @param waitAsked how long the channel asked us to wait; null where it did not
 * @param pace null where the reply said nothing about it
 */
public record Verdict(
        Call call,
        List<ItemVerdict> items,
        @Nullable Duration waitAsked,
        @Nullable PaceSignal pace) {

    /** What the reply says about the channel as a whole. */
    public enum Call {
        ANSWERED,
        /** Nothing of it was taken because we called too often. */
        THROTTLED,
        /** The channel or the way to it is in trouble. */
        IN_TROUBLE,
        UNAUTHORISED
    }

    public Verdict {
        items = List.copyOf(items);
    }

    public static Verdict answered(List<ItemVerdict> items) {
        return new Verdict(Call.ANSWERED, items, null, null);
    }

    /** The same verdict on each of {@code count} items. */
    public static Verdict all(Call call, int count, ItemOutcome outcome, CauseClass cause, String message) {
        return new Verdict(call, Collections.nCopies(count, new ItemVerdict(outcome, cause, message)), null, null);
    }

    public Verdict waiting(@Nullable Duration newWait) {
        return new Verdict(call, items, newWait, pace);
    }

    public Verdict paced(@Nullable PaceSignal newPace) {
        return new Verdict(call, items, waitAsked, newPace);
    }
}
