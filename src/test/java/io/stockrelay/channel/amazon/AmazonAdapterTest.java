package io.stockrelay.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.channel.Item;
import io.stockrelay.channel.Listing;
import io.stockrelay.channel.PaceSignal;
import io.stockrelay.channel.Reply;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Sku;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmazonAdapterTest {

    private static final Listing LISTING =
            new Listing(1, new ChannelId("amazon"), new Sku("A"), null, Map.of(AmazonAdapter.SKU, "AO A/1"));
    private static final AmazonAdapter ADAPTER =
            new AmazonAdapter(Map.of("seller", "S1", "marketplace", "M1"), Map::of);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {'status':'ACCEPTED'} | CONFIRMED",
                "200 | {'status':'INVALID','issues':[{'code':'90220','message':'bad'}]} | REFUSED",
                "200 | {'status':'VALID'} | UNKNOWN",
                "200 | hello | UNKNOWN",
                "400 | {'errors':[{'code':'InvalidInput'}]} | SUSPECT",
                "403 | {} | UNAUTHORISED",
                "429 | {'errors':[{'code':'QuotaExceeded'}]} | LATER",
                "503 | {} | UNKNOWN"
            })
    void each_reply_has_its_meaning(int status, String body, String outcome) {
        var reply = Reply.answered(status, Map.of(), body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        var verdict = ADAPTER.judge(List.of(new Item(LISTING, 5, null)), reply, Instant.EPOCH);

        assertThat(verdict.items().get(0).outcome()).hasToString(outcome);
    }

    @Test
    void the_rate_header_is_learned_without_floating_point() {
        var reply = Reply.answered(
                200,
                Map.of("x-amzn-ratelimit-limit", "0.5"),
                "{\"status\":\"ACCEPTED\"}".getBytes(StandardCharsets.UTF_8));

        var verdict = ADAPTER.judge(List.of(new Item(LISTING, 5, null)), reply, Instant.EPOCH);

        assertThat(verdict.pace()).isEqualTo(new PaceSignal(1_000, null, null, 500));
    }

    @Test
    void the_sku_is_percent_encoded_whole() {
        var request = ADAPTER.write(new UUID(0, 1), List.of(new Item(LISTING, 5, null)));

        assertThat(request.path()).isEqualTo("/listings/2021-08-01/items/S1/AO%20A%2F1");
        assertThat(request.query()).isEqualTo("marketplaceIds=M1");
    }
}
