package io.stockrelay.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP answer. */
record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(int status, Object body) {
        return new Reply(status, Map.of("Content-Type", "application/json; charset=utf-8"), Json.text(body));
    }

    static Reply page(String html) {
        return new Reply(200, Map.of("Content-Type", "text/html; charset=utf-8"), html);
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /** Null adds nothing; a part of a second counts as a whole one. */
    Reply retryAfter(@Nullable Duration wait) {
        return wait == null
                ? this
                : with("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
    }
}
