package io.stockrelay.source;

import io.stockrelay.source.SourceSettings.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Checks one source's webhook signatures on the raw bytes: Standard Webhooks, or an HMAC-SHA256 in a header. */
public final class Signatures {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    /** More signatures than any rotation needs are not looked at. */
    static final int SIGNATURES_MAX = 8;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";
    private static final String STANDARD_PREFIX = "whsec_";

    private final Webhook settings;
    private final List<Mac> macs;

    /** Decodes the secrets once; {@code whsec_} ones are base64, others are taken as they are. */
    public Signatures(Webhook settings) {
        this.settings = settings;
        macs = settings.secrets().stream()
                .map(Signatures::key)
                .map(Signatures::mac)
                .toList();
    }

    /** Whether these were made for exactly these settings, so that a new generation's secrets count at once. */
    public boolean areFor(Webhook other) {
        return settings == other;
    }

    /** @param headers names in lower case */
    public SignatureVerdict verdict(Map<String, String> headers, byte[] body, Instant now) {
        return switch (settings.scheme()) {
            case STANDARD -> standard(headers, body, now);
            case HMAC_HEX -> plain(headers, body, Signatures::hex);
            case HMAC_BASE64 -> plain(headers, body, Signatures::base64);
        };
    }

    private SignatureVerdict standard(Map<String, String> headers, byte[] body, Instant now) {
        String id = headers.get(ID);
        String timestamp = headers.get(TIMESTAMP);
        String signatures = headers.get(SIGNATURE);
        if (id == null || id.isBlank() || timestamp == null || signatures == null) {
            return SignatureVerdict.MISSING;
        }
        var clock = clock(timestamp, now);
        if (clock != SignatureVerdict.GENUINE) {
            return clock;
        }
        var given = Stream.of(signatures.split(" "))
                .filter(signature -> signature.startsWith(VERSION))
                .limit(SIGNATURES_MAX)
                .map(signature -> base64(signature.substring(VERSION.length())))
                .flatMap(Optional::stream)
                .toList();
        byte[] prefix = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return matches(given, prefix, body);
    }

    private SignatureVerdict clock(String timestamp, Instant now) {
        Instant signedAt;
        try {
            signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp.strip()));
        } catch (NumberFormatException | DateTimeException e) {
            return SignatureVerdict.TIMESTAMP_UNREADABLE;
        }
        var age = Duration.between(signedAt, now);
        if (age.compareTo(settings.tolerance()) > 0) {
            return SignatureVerdict.TOO_OLD;
        }
        return age.negated().compareTo(settings.tolerance()) > 0
                ? SignatureVerdict.TOO_FAR_AHEAD
                : SignatureVerdict.GENUINE;
    }

    private SignatureVerdict plain(Map<String, String> headers, byte[] body, Decoder decoder) {
        String header = headers.get(settings.header().toLowerCase(Locale.ROOT));
        if (header == null || header.isBlank()) {
            return SignatureVerdict.MISSING;
        }
        String value = header.startsWith("sha256=") ? header.substring("sha256=".length()) : header;
        return matches(decoder.decode(value.strip()).stream().toList(), new byte[0], body);
    }

    /** Every key is compared with every signature, whatever matched before: the time taken tells nothing. */
    private SignatureVerdict matches(List<byte[]> given, byte[] prefix, byte[] body) {
        boolean genuine = false;
        for (var mac : macs) {
            byte[] expected = hmac(mac, prefix, body);
            for (byte[] signature : given) {
                genuine |= MessageDigest.isEqual(expected, signature);
            }
        }
        return genuine ? SignatureVerdict.GENUINE : SignatureVerdict.FORGED;
    }

    /** On a copy, which several threads may make at once: making one anew would look its provider up each time. */
    private static byte[] hmac(Mac keyed, byte[] prefix, byte[] body) {
        try {
            var mac = (Mac) keyed.clone();
            mac.update(prefix);
            return mac.doFinal(body);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e); // the one of every Java can be copied
        }
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has this algorithm
        }
    }

    private static SecretKeySpec key(String secret) {
        if (secret.startsWith(STANDARD_PREFIX)) {
            return new SecretKeySpec(Base64.getDecoder().decode(secret.substring(STANDARD_PREFIX.length())), ALGORITHM);
        }
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    private static Optional<byte[]> base64(@Nullable String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private interface Decoder {
        Optional<byte[]> decode(String text);
    }
}
