package io.stockrelay.bench;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets for one run: they end with its folder. */
final class BenchSecret {

    private static final int BYTES = 32;

    private BenchSecret() {}

    /** In the form of Standard Webhooks. */
    static String next() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }
}
