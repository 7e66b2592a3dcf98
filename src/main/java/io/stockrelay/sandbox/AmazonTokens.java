package io.stockrelay.sandbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The access tokens Login with Amazon has issued and not yet let lapse. */
final class AmazonTokens {
    private static final int TOKENS_MAX = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> expiries = new LinkedHashMap<>();
    private final Duration life;
    private final Clock clock;

    AmazonTokens(Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    synchronized String issue() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = "Atza|" + HexFormat.of().formatHex(bytes);
        expiries.put(token, clock.instant().plus(life));
        if (expiries.size() > TOKENS_MAX) {
            Iterator<String> oldest = expiries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return token;
    }

    synchronized boolean isGood(String token) {
        Instant expiry = expiries.get(token);
        return expiry != null && clock.instant().isBefore(expiry);
    }

    synchronized void revoke(String token) {
        expiries.remove(token);
    }
}
