package io.stockrelay.deadletter;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the same failed part of the same content from a new one; 128 bits of a SHA-256. */
public final class ContentKey {

    /** Differ with every attempt to send the same message, so they say nothing about what it is. */
    private static final Set<String> PER_ATTEMPT = Set.of(
            "breadcrumbid", "x-request-id", "x-correlation-id", "x-amzn-trace-id", "x-b3-traceid", "x-b3-spanid");

    private ContentKey() {}

    /**
     * The message as a whole: its bytes and the headers that carry its identity (they end with "id"). Two messages of
     * equal bytes under different ids are two messages; a header too many only keeps a copy more. Only headers that are
     * kept count, so that the stored message has the same key again.
     */
    public static UUID ofMessage(Delivery delivery) {
        var digest = new Digest().text("message").text(delivery.source().value());
        digest.text(delivery.contentType()).text(delivery.fileName());
        if (delivery.bytes().length == 0) {
            digest.text(delivery.receipt().toString());
        }
        identityHeaders(Redaction.headers(delivery.headers()))
                .forEach((name, value) -> digest.text(name).text(value));
        return digest.bytes(delivery.bytes()).key();
    }

    /** One key per failure, in their order. Mapped parts are known by id and content, others by where they stand. */
    public static List<UUID> ofParts(Delivery delivery, List<Failure> failures) {
        UUID message = ofMessage(delivery);
        var repeats = new HashMap<UUID, Integer>();
        var keys = new ArrayList<UUID>(failures.size());
        for (Failure failure : failures) {
            UUID key = failure.canonicalJson() == null
                    ? ofUnmapped(message, failure)
                    : new Digest()
                            .text("part")
                            .text(delivery.source().value())
                            .text(failure.eventId())
                            .text(failure.canonicalJson())
                            .key();
            int before = repeats.merge(key, 1, Integer::sum) - 1;
            keys.add(before == 0 || failure.canonicalJson() != null ? key : repeated(key, before));
        }
        return keys;
    }

    /** A push is derived anew from present truth, so a listing has one dead letter whatever number was refused. */
    public static UUID ofPush(ChannelId channel, long listing) {
        return new Digest()
                .text("push")
                .text(channel.value())
                .text(Long.toString(listing))
                .key();
    }

    /** A notice is one thing to be told, however often it is tried. */
    public static UUID ofNotice(long notice) {
        return new Digest().text("notice").text(Long.toString(notice)).key();
    }

    private static UUID ofUnmapped(UUID message, Failure failure) {
        return new Digest()
                .text(message.toString())
                .text(failure.eventId())
                .text(failure.sku())
                .text(failure.location())
                .text(Long.toString(failure.line()))
                .key();
    }

    private static UUID repeated(UUID key, int before) {
        return new Digest().text(key.toString()).text(Integer.toString(before)).key();
    }

    private static Map<String, String> identityHeaders(Map<String, String> headers) {
        var found = new TreeMap<String, String>();
        headers.forEach((name, value) -> {
            if (name.endsWith("id") && !PER_ATTEMPT.contains(name)) {
                found.put(name, value);
            }
        });
        return found;
    }

    /** Parts are length-prefixed, so that no two lists of parts read the same. */
    private static final class Digest {
        private final MessageDigest sha256 = sha256();

        Digest text(@Nullable String part) {
            if (part == null) {
                sha256.update((byte) 0);
                return this;
            }
            sha256.update((byte) 1);
            return bytes(part.getBytes(StandardCharsets.UTF_8));
        }

        Digest bytes(byte[] part) {
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            sha256.update(part);
            return this;
        }

        UUID key() {
            var first = ByteBuffer.wrap(sha256.digest());
            return new UUID(first.getLong(), first.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
