package io.stockrelay.access;

import io.stockrelay.shared.SourceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing a key allows, such as {@code read}, {@code move:pos} or {@code reserve:account:dealer-7}.
 *
 * @param limit the only source, or account or channel, it may speak for; null for any
 */
public record Allowed(Action action, @Nullable String limit) {

    public static final Allowed EVERYTHING = new Allowed(Action.ALL, null);

    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";
    private static final String PARTY = "(account|channel):" + NAME;

    /** Reads what configuration writes; empty where it means nothing. */
    public static Optional<Allowed> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Action.ofCode(text).map(action -> new Allowed(action, null));
        }
        String limit = text.substring(colon + 1);
        return Action.ofCode(text.substring(0, colon))
                .filter(action -> action == Action.MOVE && limit.matches(NAME)
                        || action == Action.RESERVE && limit.matches(PARTY))
                .map(action -> new Allowed(action, limit));
    }

    boolean covers(Action asked) {
        return action == Action.ALL || action == asked;
    }

    boolean covers(SourceId asked) {
        return covers(Action.MOVE, asked.value());
    }

    /** Whether it may do so in the name of that one. */
    boolean covers(Action asked, String name) {
        return action == Action.ALL || action == asked && (limit == null || limit.equals(name));
    }
}
