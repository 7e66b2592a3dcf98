package io.stockrelay.channel;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What came back for one call.
 *
 * @param status HTTP status; 0 unless answered
 * @param headers names in lower case
 * @param trouble what went wrong on the way; empty where answered
 */
public record Reply(Reach reach, int status, Map<String, String> headers, byte[] body, String trouble) {

    private static final int SHOWN_MAX = 9_900;

    /** How far the call came. */
    public enum Reach {
        ANSWERED,
        /** No connection: surely not applied. */
        NOT_SENT,
        /** Sent, no answer in time: may be applied. */
        TIMED_OUT,
        /** Sent, connection broke: may be applied. */
        BROKEN
    }

    public static Reply answered(int status, Map<String, String> headers, byte[] body) {
        return new Reply(Reach.ANSWERED, status, headers, body, "");
    }

    public static Reply failed(Reach reach, String trouble) {
        return new Reply(reach, 0, Map.of(), new byte[0], trouble);
    }

    public boolean isSuccess() {
        return reach == Reach.ANSWERED && status >= 200 && status < 300;
    }

    /** The status and the beginning of the body, for people. */
    public String shown() {
        if (reach != Reach.ANSWERED) {
            return reach + ": " + trouble;
        }
        var text = status + " " + new String(body, 0, Math.min(body.length, SHOWN_MAX), StandardCharsets.UTF_8);
        return text.replace("\u0000", ""); // PostgreSQL refuses the character zero in text
    }
}
