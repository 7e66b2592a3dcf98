package io.stockrelay.camel;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which content types a mapping can read, and what a body without one looks like. */
final class ContentTypes {

    static final String JSON = "application/json";
    static final String XML = "application/xml";
    static final String TEXT = "text/plain";

    private static final Set<String> READABLE = Set.of(JSON, XML, "application/x-ndjson", "application/edi-x12");
    private static final int SNIFFED_BYTES_MAX = 256;

    private ContentTypes() {}

    static boolean isReadable(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        String media = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return media.startsWith("text/")
                || media.endsWith("+json")
                || media.endsWith("+xml")
                || READABLE.contains(media);
    }

    /** By the first character that is not blank. */
    static String sniffed(byte[] body) {
        for (int i = 0; i < Math.min(body.length, SNIFFED_BYTES_MAX); i++) {
            int c = body[i] & 0xff;
            boolean isBlankOrMark = c <= ' ' || c == 0xEF || c == 0xBB || c == 0xBF;
            if (!isBlankOrMark) {
                return c == '{' || c == '[' ? JSON : c == '<' ? XML : TEXT;
            }
        }
        return TEXT;
    }
}
