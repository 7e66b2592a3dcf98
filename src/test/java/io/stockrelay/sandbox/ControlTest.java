package io.stockrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("unchecked") // generic varargs of maps
class ControlTest extends ShopifyCalls {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shopify | {\"item\":\"1001\",\"sku\":\"AO-1\",\"location\":\"gid://shopify/Location/1\",\"quantity\":5} | 1001/1",
                "amazon | {\"sku\":\"A/1\",\"quantity\":5} | A/1",
                "dealer-portal | {\"article\":\"TENT-2\",\"depot\":\"NORTH\",\"quantity\":5} | TENT-2/NORTH"
            })
    void listings_are_seeded_shown_and_sold(String channel, String row, String listing) throws Exception {
        Answer seeded = post("/sandbox/" + channel + "/listings", "{\"listings\":[" + row + "]}");
        Answer shown = get("/sandbox/" + channel + "/listings/" + listing);
        Answer sold = post("/sandbox/" + channel + "/sell", "{\"listing\":\"" + listing + "\",\"quantity\":2}");
        Answer tooMany = post("/sandbox/" + channel + "/sell", "{\"listing\":\"" + listing + "\",\"quantity\":4}");

        assertThat(seeded.at("/seeded")).isEqualTo("1");
        assertThat(shown.at("/quantity")).isEqualTo("5");
        assertThat(sold.at("/quantity")).isEqualTo("3");
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(get("/sandbox/" + channel + "/listings").at("/listings/0/listing"))
                .isEqualTo(listing);
    }

    @Test
    void a_seed_with_one_wrong_row_seeds_nothing() throws Exception {
        Answer answer = post(
                "/sandbox/amazon/listings",
                "{\"listings\":[{\"sku\":\"A\",\"quantity\":5},{\"sku\":\"B\",\"colour\":1}]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).contains("colour");
        assertThat(server.amazon().showAll()).isEmpty();
    }

    @Test
    void the_journal_tells_every_change_in_order() throws Exception {
        server.shopify().seed("1001", "AO-1", "1", 10);
        set("k1", quantity(1001, 1, 12, 10));
        server.shopify().sell("1001/1", 2);
        set("k2", quantity(1001, 1, 3, 10));

        Answer all = get("/sandbox/shopify/journal");
        Answer since = get("/sandbox/shopify/journal?after=2&limit=1");

        assertThat(all.json().get("entries").findValuesAsText("kind"))
                .containsExactly("SEED", "WRITE", "SALE", "WRITE");
        assertThat(all.json().get("entries").findValuesAsText("value")).containsExactly("10", "12", "10", "3");
        assertThat(all.at("/entries/1/key")).isEqualTo("k1");
        assertThat(all.at("/entries/1/at")).isEqualTo("2026-11-21T09:00:00Z");
        assertThat(since.json().get("entries").findValuesAsText("sequence")).containsExactly("3");
    }

    @Test
    void the_overview_counts_calls_writes_refusals_and_faults() throws Exception {
        server.shopify().seed("1001", "AO-1", "1", 10);
        post("/sandbox/shopify/faults", "{\"fault\":\"500\"}");
        set("k1", quantity(1001, 1, 12, 10));
        set("k1", quantity(1001, 1, 12, 10));
        set("k2", quantity(1001, 1, 13, 10));

        Answer overview = get("/sandbox/shopify");

        assertThat(overview.at("/counters/calls")).isEqualTo("3");
        assertThat(overview.at("/counters/writeCalls")).isEqualTo("3");
        assertThat(overview.at("/counters/writes")).isEqualTo("1");
        assertThat(overview.at("/counters/refused")).isEqualTo("1");
        assertThat(overview.at("/counters/stale")).isEqualTo("1");
        assertThat(overview.at("/counters/maxInOneCall")).isEqualTo("1");
        assertThat(overview.at("/counters/faultsFired/500")).isEqualTo("1");
        assertThat(overview.at("/listings/0/quantity")).isEqualTo("12");
        assertThat(overview.at("/journal/1/value")).isEqualTo("12");
    }

    @Test
    void faults_are_scripted_listed_and_cleared() throws Exception {
        Answer added = post(
                "/sandbox/amazon/faults",
                "{\"fault\":\"429\",\"times\":3,\"retryAfterSeconds\":1,\"on\":\"any\",\"listing\":\"A\"}");

        assertThat(added.at("/faultsWaiting/0"))
                .isEqualTo("{\"fault\":\"429\",\"times\":3,\"on\":\"any\",\"retryAfterSeconds\":1,"
                        + "\"delayMillis\":1000,\"listing\":\"A\"}");
        assertThat(server.amazon().faults().waiting())
                .containsExactly(
                        new Fault(FaultKind.STATUS_429, 3, null, Duration.ofSeconds(1), Duration.ofSeconds(1), "A"));
        assertThat(delete("/sandbox/amazon/faults").status()).isEqualTo(200);
        assertThat(server.amazon().faults().waiting()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faults | {\"fault\":\"explode\"} | explode",
                "faults | {\"fault\":\"500\",\"times\":0} | times",
                "faults | {\"fault\":\"slow\",\"delayMillis\":120001} | delayMillis",
                "faults | {\"fault\":\"500\",\"on\":\"monday\"} | monday",
                "faults | {\"fault\":\"500\",\"colour\":1} | colour",
                "faults | not json | not understood",
                "listings | {\"listings\":[]} | at least one",
                "sell | {\"quantity\":1} | listing",
                "sell | {\"listing\":\"x/1\",\"quantity\":1} | x/1",
                "pacing | {\"points\":5} | go together",
                "pacing | {\"points\":0,\"restorePerSecond\":1} | points"
            })
    void a_senseless_request_is_422_and_says_why(String path, String body, String named) throws Exception {
        Answer answer = post("/sandbox/shopify/" + path, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).contains(named);
    }

    @ParameterizedTest
    @CsvSource({"/sandbox/etsy", "/sandbox/shopify/nothing", "/sandbox/shopify/listings/1/1"})
    void what_is_not_there_is_404(String path) throws Exception {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void pacing_is_lifted_set_and_restored() throws Exception {
        server.shopify().seed("1001", "AO-1", "1", 10);
        String maximum = "/extensions/cost/throttleStatus/maximumAvailable";

        post("/sandbox/shopify/pacing", "{\"lifted\":true}");
        assertThat(set("k1", quantity(1001, 1, 12, 10)).at(maximum)).isEqualTo("1000000000");
        post("/sandbox/shopify/pacing", "{\"points\":50,\"restorePerSecond\":10}");
        assertThat(set("k2", quantity(1001, 1, 13, 12)).at(maximum)).isEqualTo("50");
        post("/sandbox/shopify/pacing", "{\"lifted\":false}");
        assertThat(set("k3", quantity(1001, 1, 14, 13)).at(maximum)).isEqualTo("2000");
    }

    @Test
    void two_sandboxes_run_side_by_side_and_a_taken_port_is_named() throws Exception {
        try (SandboxServer other = SandboxServer.start(settings, clock)) {
            assertThat(other.port()).isNotEqualTo(server.port());
            SandboxSettings taken =
                    new SandboxSettings(other.port(), settings.shopify(), settings.amazon(), settings.dealer());

            assertThatThrownBy(() -> SandboxServer.start(taken).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + other.port() + " is in use");
        }
    }

    @Test
    void settings_never_print_a_secret() {
        assertThat(settings.toString()).doesNotContain("secret-");
    }
}
