package io.stockrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.source.SourceSettings.Webhook;
import io.stockrelay.source.SourceSettings.Webhook.Scheme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {

    /** The vector published with Standard Webhooks. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final byte[] BODY = bytes("{\"test\": 2432232314}");
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final String OTHER_SECRET = "whsec_c3RvY2tyZWxheSBzYW5kYm94IGVycCBzZWNyZXQ=";
    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1614265330);

    @Test
    void the_published_vector_is_genuine() {
        assertThat(standard(SECRET).verdict(headers(SIGNATURE), BODY, SIGNED_AT))
                .isEqualTo(SignatureVerdict.GENUINE);
    }

    @Test
    void either_secret_of_a_rotation_counts() {
        assertThat(standard(OTHER_SECRET, SECRET).verdict(headers(SIGNATURE), BODY, SIGNED_AT))
                .isEqualTo(SignatureVerdict.GENUINE);
        assertThat(standard(SECRET, OTHER_SECRET).verdict(headers(SIGNATURE), BODY, SIGNED_AT))
                .isEqualTo(SignatureVerdict.GENUINE);
        assertThat(standard(OTHER_SECRET).verdict(headers(SIGNATURE), BODY, SIGNED_AT))
                .isEqualTo(SignatureVerdict.FORGED);
    }

    @Test
    void one_of_several_signatures_is_enough() {
        String several = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= v1a,Zm9v " + SIGNATURE;

        assertThat(standard(SECRET).verdict(headers(several), BODY, SIGNED_AT)).isEqualTo(SignatureVerdict.GENUINE);
    }

    @Test
    void more_signatures_than_any_rotation_needs_are_not_looked_at() {
        String many = "v1,AAAA ".repeat(Signatures.SIGNATURES_MAX) + SIGNATURE;

        assertThat(standard(SECRET).verdict(headers(many), BODY, SIGNED_AT)).isEqualTo(SignatureVerdict.FORGED);
    }

    @ParameterizedTest
    @CsvSource({"0, GENUINE", "300, GENUINE", "301, TOO_OLD", "-300, GENUINE", "-301, TOO_FAR_AHEAD"})
    void the_timestamp_may_be_off_by_the_tolerance(long secondsLater, SignatureVerdict verdict) {
        assertThat(standard(SECRET).verdict(headers(SIGNATURE), BODY, SIGNED_AT.plusSeconds(secondsLater)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"webhook-id", "webhook-timestamp", "webhook-signature"})
    void every_header_is_needed(String name) {
        var headers = headers(SIGNATURE);
        headers.remove(name);

        assertThat(standard(SECRET).verdict(headers, BODY, SIGNED_AT)).isEqualTo(SignatureVerdict.MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "webhook-id, msg_other, FORGED",
        "webhook-timestamp, 1614265331, FORGED",
        "webhook-timestamp, soon, TIMESTAMP_UNREADABLE",
        "webhook-timestamp, 99999999999999999, TIMESTAMP_UNREADABLE",
        "webhook-signature, 'v1,not base64 at all!', FORGED",
        "webhook-signature, g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=, FORGED",
        "webhook-signature, '', FORGED"
    })
    void whatever_is_changed_is_refused(String name, String value, SignatureVerdict verdict) {
        var headers = headers(SIGNATURE);
        headers.put(name, value);

        assertThat(standard(SECRET).verdict(headers, BODY, SIGNED_AT)).isEqualTo(verdict);
    }

    @Test
    void the_signature_is_over_bytes_not_over_meaning() {
        assertThat(standard(SECRET).verdict(headers(SIGNATURE), bytes("{\"test\":2432232314}"), SIGNED_AT))
                .isEqualTo(SignatureVerdict.FORGED);
    }

    @ParameterizedTest
    @CsvSource({
        "HMAC_HEX, sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17, GENUINE",
        "HMAC_HEX, 757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17, GENUINE",
        "HMAC_HEX, sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18, FORGED",
        "HMAC_HEX, sha256=no hex, FORGED",
        "HMAC_BASE64, dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc=, GENUINE",
        "HMAC_BASE64, AAAA, FORGED",
        "HMAC_BASE64, , MISSING"
    })
    void plain_hmacs_come_in_a_header_of_their_own(Scheme scheme, String value, SignatureVerdict verdict) {
        // GitHub's published example: secret and body as documented there
        var settings =
                new Webhook(scheme, "X-Hub-Signature-256", List.of("It's a Secret to Everybody"), Duration.ZERO, 100);
        Map<String, String> headers = value == null ? Map.of() : Map.of("x-hub-signature-256", value);

        assertThat(new Signatures(settings).verdict(headers, bytes("Hello, World!"), SIGNED_AT))
                .isEqualTo(verdict);
    }

    private static Signatures standard(String... secrets) {
        return new Signatures(new Webhook(Scheme.STANDARD, "", List.of(secrets), Duration.ofMinutes(5), 100));
    }

    private static Map<String, String> headers(String signature) {
        return new HashMap<>(Map.of("webhook-id", ID, "webhook-timestamp", TIMESTAMP, "webhook-signature", signature));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
