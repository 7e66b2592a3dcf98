package io.stockrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmazonSandboxTest extends SandboxTest {
    private static final String ITEMS = "/amazon/listings/2021-08-01/items/A1ACMEOUTDOOR/";
    private static final String MARKETPLACE = "?marketplaceIds=A1PA6795UKMFR9";
    private static final String QUANTITY_12 = """
            {"productType":"PRODUCT","patches":[{"op":"merge","path":"/attributes/fulfillment_availability",
             "value":[{"fulfillment_channel_code":"DEFAULT","quantity":12}]}]}""";

    @BeforeEach
    void seed() {
        server.amazon().seed("AO-1", 10);
        server.amazon().seed("A/B +1", 1);
    }

    @Test
    void a_merge_of_the_default_quantity_is_accepted_and_shown() throws Exception {
        Answer accepted = patch("AO-1" + MARKETPLACE, QUANTITY_12);
        Answer shown = item("AO-1" + MARKETPLACE + "&includedData=fulfillmentAvailability");

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.at("/status")).isEqualTo("ACCEPTED");
        assertThat(accepted.at("/sku")).isEqualTo("AO-1");
        assertThat(accepted.at("/submissionId")).isNotBlank();
        assertThat(accepted.header("x-amzn-RequestId")).isNotBlank();
        assertThat(accepted.header("x-amzn-RateLimit-Limit")).isEqualTo("5.0");
        assertThat(shown.at("/fulfillmentAvailability/0/quantity")).isEqualTo("12");
        assertThat(server.amazon().quantityOf("AO-1")).hasValue(12);
    }

    @Test
    void a_sku_with_a_slash_and_a_plus_is_one_path_segment() throws Exception {
        Answer answer = patch("A%2FB%20+1" + MARKETPLACE, QUANTITY_12);

        assertThat(answer.at("/status")).isEqualTo("ACCEPTED");
        assertThat(server.amazon().quantityOf("A/B +1")).hasValue(12);
    }

    @Test
    void a_validation_preview_changes_nothing() throws Exception {
        Answer answer = patch("AO-1" + MARKETPLACE + "&mode=VALIDATION_PREVIEW", QUANTITY_12);

        assertThat(answer.at("/status")).isEqualTo("VALID");
        assertThat(server.amazon().quantityOf("AO-1")).hasValue(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNKNOWN | \"quantity\":12 | \"quantity\":12 | does not exist",
                "AO-1 | \"quantity\":12 | \"quantity\":-1 | 0 to",
                "AO-1 | \"quantity\":12 | \"quantity\":1.5 | whole number",
                "AO-1 | \"quantity\":12 | \"quantity\":\"12\" | whole number",
                "AO-1 | DEFAULT | AMAZON_EU | DEFAULT",
                "AO-1 | \"quantity\":12 | \"quantity\":12,\"marketplace_id\":\"X\" | marketplace_id"
            })
    void what_breaks_the_listings_rules_is_200_with_status_INVALID(
            String sku, String part, String replacement, String issue) throws Exception {
        Answer answer = patch(sku + MARKETPLACE, QUANTITY_12.replace(part, replacement));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("INVALID");
        assertThat(answer.at("/issues/0/severity")).isEqualTo("ERROR");
        assertThat(answer.at("/issues/0/message")).contains(issue);
        assertThat(server.amazon().quantityOf("AO-1")).hasValue(10);
        assertThat(server.amazon().counters().of(Count.REFUSED)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"merge\" | \"remove\" | remove",
                "/attributes/fulfillment_availability | /attributes/fulfillment_availability/0/quantity | path",
                "\"value\":[{ | \"value\":{ | JSON",
                "\"productType\":\"PRODUCT\", | '' | productType",
                "\"patches\":[ | \"patchez\":[ | patchez",
                "\"value\":[{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":12}] | \"value\":12 | value",
                "\"op\" | \"OP\" | OP"
            })
    void what_breaks_the_form_is_400(String part, String replacement, String named) throws Exception {
        assertThat(QUANTITY_12).contains(part);

        Answer answer = patch("AO-1" + MARKETPLACE, QUANTITY_12.replace(part, replacement));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/code")).isEqualTo("InvalidInput");
        assertThat(answer.at("/errors/0/message")).contains(named);
        assertThat(server.amazon().quantityOf("AO-1")).hasValue(10);
    }

    @ParameterizedTest
    @CsvSource({
        "A1ACMEOUTDOOR/AO-1, 400",
        "A1ACMEOUTDOOR/AO-1?marketplaceIds=ATVPDKIKX0DER, 400",
        "A1ACMEOUTDOOR/AO-1?marketplaceIds=A1PA6795UKMFR9&color=red, 400",
        "SOMEONE/AO-1?marketplaceIds=A1PA6795UKMFR9, 400",
        "A1ACMEOUTDOOR/UNKNOWN?marketplaceIds=A1PA6795UKMFR9, 404",
        "A1ACMEOUTDOOR/AO/1?marketplaceIds=A1PA6795UKMFR9, 404"
    })
    void a_wrong_address_is_refused(String rest, int status) throws Exception {
        Answer answer = send(to("/amazon/listings/2021-08-01/items/" + rest)
                .header("x-amz-access-token", token())
                .GET());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/errors/0/code")).isNotBlank();
    }

    @Test
    void a_body_that_is_not_declared_as_json_is_415() throws Exception {
        Answer answer = send(to(ITEMS + "AO-1" + MARKETPLACE)
                .header("x-amz-access-token", token())
                .header("Content-Type", "text/plain")
                .method("PATCH", BodyPublishers.ofString(QUANTITY_12)));

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void a_call_needs_a_token_that_was_issued_and_has_not_expired() throws Exception {
        String token = token();
        Answer none = send(to(ITEMS + "AO-1" + MARKETPLACE).GET());
        Answer bearer = send(to(ITEMS + "AO-1" + MARKETPLACE)
                .header("Authorization", "Bearer " + token)
                .GET());
        Answer good = send(to(ITEMS + "AO-1" + MARKETPLACE)
                .header("x-amz-access-token", token)
                .GET());
        clock.advance(Duration.ofHours(1));
        Answer expired = send(to(ITEMS + "AO-1" + MARKETPLACE)
                .header("x-amz-access-token", token)
                .GET());

        assertThat(none.status()).isEqualTo(403);
        assertThat(none.at("/errors/0/code")).isEqualTo("Unauthorized");
        assertThat(bearer.status()).isEqualTo(403);
        assertThat(good.status()).isEqualTo(200);
        assertThat(expired.status()).isEqualTo(403);
        assertThat(server.amazon().counters().of(Count.UNAUTHORISED)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, password, 400, unsupported_grant_type",
        "client_id, wrong, 401, invalid_client",
        "client_secret, wrong, 401, invalid_client",
        "refresh_token, wrong, 400, invalid_grant"
    })
    void a_wrong_sign_in_is_refused(String field, String value, int status, String error) throws Exception {
        Map<String, String> form = signIn();
        form.put(field, value);

        Answer answer = postForm(form);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/error")).isEqualTo(error);
    }

    @Test
    void a_right_sign_in_tells_how_long_the_token_lives() throws Exception {
        Answer answer = postForm(signIn());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/token_type")).isEqualTo("bearer");
        assertThat(answer.at("/expires_in")).isEqualTo("3600");
        assertThat(answer.at("/access_token")).startsWith("Atza|");
    }

    @Test
    void the_sixth_call_of_a_burst_is_429_and_reads_have_their_own_quota() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(patch("AO-1" + MARKETPLACE, QUANTITY_12).status()).isEqualTo(200);
        }
        Answer sixth = patch("AO-1" + MARKETPLACE, QUANTITY_12);
        Answer read = item("AO-1" + MARKETPLACE);
        clock.advance(Duration.ofMillis(200));
        Answer restored = patch("AO-1" + MARKETPLACE, QUANTITY_12);

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.at("/errors/0/code")).isEqualTo("QuotaExceeded");
        assertThat(sixth.header("x-amzn-RateLimit-Limit")).isEqualTo("5.0");
        assertThat(sixth.header("Retry-After")).isEmpty();
        assertThat(read.status()).isEqualTo(200);
        assertThat(restored.status()).isEqualTo(200);
        assertThat(server.amazon().counters().of(Count.THROTTLED)).isEqualTo(1);
    }

    @Test
    void a_wrong_token_fault_revokes_the_token_so_that_only_a_new_one_helps() throws Exception {
        String token = token();
        server.amazon().faults().next(Fault.of(FaultKind.WRONG_TOKEN).on(Operation.READ));

        Answer struck = item("AO-1" + MARKETPLACE, token);
        Answer again = item("AO-1" + MARKETPLACE, token);
        Answer renewed = item("AO-1" + MARKETPLACE, token());

        assertThat(struck.status()).isEqualTo(403);
        assertThat(again.status()).isEqualTo(403);
        assertThat(renewed.status()).isEqualTo(200);
    }

    private Answer patch(String rest, String body) throws Exception {
        return send(to(ITEMS + rest)
                .header("x-amz-access-token", token())
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private Answer item(String rest) throws Exception {
        return item(rest, token());
    }

    private Answer item(String rest, String token) throws Exception {
        return send(to(ITEMS + rest).header("x-amz-access-token", token).GET());
    }

    private String token() throws Exception {
        return postForm(signIn()).at("/access_token");
    }

    private Map<String, String> signIn() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", settings.amazon().refreshToken());
        form.put("client_id", settings.amazon().clientId());
        form.put("client_secret", settings.amazon().clientSecret());
        return form;
    }

    private Answer postForm(Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(to("/amazon/auth/o2/token")
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(BodyPublishers.ofString(body)));
    }
}
