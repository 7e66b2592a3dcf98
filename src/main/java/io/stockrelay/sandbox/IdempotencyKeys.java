package io.stockrelay.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a channel remembers of idempotency keys: the request each came with and its result. */
final class IdempotencyKeys<R> {
    static final Duration LIFE = Duration.ofHours(24);

    private final Map<String, Entry<R>> entries = new LinkedHashMap<>();
    private final int keysMax;

    IdempotencyKeys(int keysMax) {
        this.keysMax = keysMax;
    }

    /** Takes the key for a first attempt, or tells what is known of it. */
    synchronized Claim<R> claim(String key, String request, Instant now) {
        forget(now);
        Entry<R> known = entries.get(key);
        if (known == null) {
            entries.put(key, new Entry<>(digest(request), null, now));
            return new Claim<>(Status.FIRST, Optional.empty());
        }
        if (!known.request.equals(digest(request))) {
            return new Claim<>(Status.OTHER_REQUEST, Optional.empty());
        }
        return known.result == null
                ? new Claim<>(Status.IN_PROGRESS, Optional.empty())
                : new Claim<>(Status.DONE, Optional.of(known.result));
    }

    synchronized void done(String key, String request, R result, Instant now) {
        entries.put(key, new Entry<>(digest(request), result, now));
    }

    /** Lets go of a key whose attempt ended without a result. */
    synchronized void release(String key) {
        entries.remove(key);
    }

    private void forget(Instant now) {
        Iterator<Entry<R>> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            boolean lapsed = !oldest.next().at.plus(LIFE).isAfter(now);
            if (!lapsed && entries.size() < keysMax) {
                return;
            }
            oldest.remove();
        }
    }

    private static String digest(String request) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }

    private record Entry<R>(String request, @Nullable R result, Instant at) {}

    /** How a claim ended; the result is there for DONE. */
    record Claim<R>(Status status, Optional<R> result) {}

    enum Status {
        FIRST,
        DONE,
        IN_PROGRESS,
        OTHER_REQUEST
    }
}
