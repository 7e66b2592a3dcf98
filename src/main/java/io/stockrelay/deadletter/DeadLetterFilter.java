package io.stockrelay.deadletter;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; null means any.
 *
 * @param receipt of the delivery they came with
 */
public record DeadLetterFilter(
        DeadLetter.@Nullable State state,
        DeadLetter.@Nullable Direction direction,
        @Nullable String party,
        @Nullable CauseClass cause,
        @Nullable Step step,
        @Nullable String sku,
        @Nullable String location,
        @Nullable String missing,
        @Nullable UUID receipt) {

    public static final DeadLetterFilter ALL =
            new DeadLetterFilter(null, null, null, null, null, null, null, null, null);
    public static final DeadLetterFilter OPEN = ALL.open();

    /** The same choice among the open ones only: what is closed is never replayed by a filter. */
    public DeadLetterFilter open() {
        return new DeadLetterFilter(
                DeadLetter.State.OPEN, direction, party, cause, step, sku, location, missing, receipt);
    }

    /** The choice in words, for the record of what was asked. */
    public String inWords() {
        var words = new ArrayList<String>();
        add(words, "state", state);
        add(words, "direction", direction);
        add(words, "party", party);
        add(words, "cause", cause);
        add(words, "step", step);
        add(words, "sku", sku);
        add(words, "location", location);
        add(words, "missing", missing);
        add(words, "receipt", receipt);
        return words.isEmpty() ? "all" : String.join(", ", words);
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add(name + " " + value);
        }
    }
}
