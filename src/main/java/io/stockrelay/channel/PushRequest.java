package io.stockrelay.channel;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call as it will be sent, and sent again: it is stored before the first attempt and holds no secret.
 *
 * @param path appended to the address of the channel's route, already percent-encoded
 * @param query without the question mark; null where there is none
 */
public record PushRequest(
        String method, String path, @Nullable String query, Map<String, String> headers, byte[] body) {

    public static final String JSON = "application/json";

    /** Stands for a call that is never made, because its listing is not fit to be sent. */
    static final PushRequest NEVER = new PushRequest("NONE", "", null, Map.of(), new byte[0]);

    /** The same with further headers. */
    public PushRequest with(Map<String, String> more) {
        var all = new HashMap<>(headers);
        all.putAll(more);
        return new PushRequest(method, path, query, all, body);
    }

    public static PushRequest json(String method, String path, byte[] body) {
        return new PushRequest(method, path, null, Map.of("content-type", JSON), body);
    }
}
