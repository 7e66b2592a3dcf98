package io.stockrelay.mapping;

import io.stockrelay.shared.CauseClass;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a payload is written. */
enum Format {
    JSON,
    XML,
    CSV;

    /** By the stated content type; where that says nothing, by the first character that is not blank. */
    static Format of(@Nullable String contentType, byte[] bytes) throws Unreadable {
        var type = mediaType(contentType);
        if (type.endsWith("/json") || type.endsWith("+json")) {
            return JSON;
        }
        if (type.endsWith("/xml") || type.endsWith("+xml")) {
            return XML;
        }
        if (type.equals("text/csv")) {
            return CSV;
        }
        if (type.isEmpty() || type.equals("text/plain") || type.equals("application/octet-stream")) {
            return ofFirstCharacter(bytes);
        }
        throw new Unreadable(
                CauseClass.UNSUPPORTED,
                "content type '" + type
                        + "' is not supported: send JSON, XML or CSV (application/json, application/xml,"
                        + " text/csv)");
    }

    static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Format ofFirstCharacter(byte[] bytes) throws Unreadable {
        for (byte one : bytes) {
            // the three bytes of a UTF-8 byte order mark count as blank
            boolean blank = one == ' ' || one == '\t' || one == '\r' || one == '\n';
            boolean mark = one == (byte) 0xEF || one == (byte) 0xBB || one == (byte) 0xBF;
            if (one == '<') {
                return XML;
            }
            if (!blank && !mark) {
                return JSON;
            }
        }
        throw new Unreadable("the payload is empty");
    }
}
