package io.stockrelay.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request says in its caller's own words, as a hash: tells a repeat from a conflict, whatever aliases say by then. */
final class OwnWords {

    private final StringBuilder words = new StringBuilder(256);

    /** The length stands before the value, so that no value can look like two. */
    OwnWords add(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        words.append(value == null ? -1 : text.length())
                .append(':')
                .append(text)
                .append('\n');
        return this;
    }

    UUID hash() {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(words.toString().getBytes(StandardCharsets.UTF_8));
            var bits = ByteBuffer.wrap(digest);
            return new UUID(bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
