package io.stockrelay.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "proxy-authorization",
                "Cookie",
                "Set-Cookie",
                "webhook-signature",
                "X-Shopify-Hmac-Sha256",
                "X-Api-Key",
                "x-shopify-access-token",
                "X-Client-Secret",
                "x-password",
                "CamelHttpQuery"
            })
    void headers_that_carry_secrets_are_never_kept(String name) {
        assertThat(Redaction.headers(Map.of(name, "s3cret", "content-type", "text/plain")))
                .containsOnlyKeys("content-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sent Authorization: Bearer abcdefgh12345678 and got 401",
                "{\"access_token\":\"abcdefgh12345678\"}",
                "POST /oauth?client_secret=abcdefgh12345678&x=1",
                "password = 'abcdefgh12345678'",
                "X-Api-Key: abcdefgh12345678"
            })
    void credentials_in_text_are_taken_out(String text) {
        assertThat(Redaction.text(text)).doesNotContain("abcdefgh12345678").contains("[removed]");
    }

    @Test
    void what_is_no_secret_stays() {
        String text = "sku 4711 of source wms is not known: add it to mappings/wms/skus.csv (key column: code)";

        assertThat(Redaction.text(text)).isEqualTo(text);
    }

    @Test
    void the_character_the_database_refuses_is_replaced() {
        assertThat(Redaction.text("a\0b")).isEqualTo("a\uFFFDb");
    }
}
