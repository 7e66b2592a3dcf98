package io.stockrelay.access;

import io.stockrelay.shared.SourceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing a key allows, such as {@code read} or {@code move:pos}.
 *
 * @param source the only source it may speak for; null for any
 */
public record Allowed(Action action, @Nullable SourceId source) {

    public static final Allowed EVERYTHING = new Allowed(Action.ALL, null);

    /** Reads what configuration writes; empty where it means nothing. */
    public static Optional<Allowed> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Action.ofCode(text).map(action -> new Allowed(action, null));
        }
        String source = text.substring(colon + 1);
        return Action.ofCode(text.substring(0, colon))
                .filter(action -> action == Action.MOVE && source.matches("[a-z0-9][a-z0-9-]{0,63}"))
                .map(action -> new Allowed(action, new SourceId(source)));
    }

    boolean covers(Action asked) {
        return action == Action.ALL || action == asked;
    }

    boolean covers(SourceId asked) {
        return action == Action.ALL || action == Action.MOVE && (source == null || source.equals(asked));
    }
}
