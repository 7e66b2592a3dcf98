package io.stockrelay.channel.amazon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrelay.channel.Capabilities;
import io.stockrelay.channel.ChannelAdapter;
import io.stockrelay.channel.Credentials;
import io.stockrelay.channel.Item;
import io.stockrelay.channel.ItemVerdict;
import io.stockrelay.channel.Listing;
import io.stockrelay.channel.PaceSignal;
import io.stockrelay.channel.PushRequest;
import io.stockrelay.channel.Replies;
import io.stockrelay.channel.Reply;
import io.stockrelay.channel.Verdict;
import io.stockrelay.shared.CauseClass;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Patches one listing's quantity a call. ACCEPTED counts as confirmed: Amazon queues it and has no condition to write
 * under, and a read right after would show the old quantity (docs/channels.md).
 */
public final class AmazonAdapter implements ChannelAdapter {

    static final String SKU = "seller_sku";

    /** Well below its five calls a second, enough to fill them over a slow line. */
    private static final int PARALLEL_CALLS = 4;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Credentials credentials;
    private final String items;
    private final String query;
    private final String productType;

    /**
     * @param connection {@code seller}, {@code marketplace}, and {@code product-type} where it is not the generic one
     */
    public AmazonAdapter(Map<String, String> connection, Credentials credentials) {
        this.credentials = credentials;
        this.items = "/listings/2021-08-01/items/" + encoded(connection.getOrDefault("seller", "")) + "/";
        this.query = "marketplaceIds=" + encoded(connection.getOrDefault("marketplace", ""));
        this.productType = connection.getOrDefault("product-type", "PRODUCT");
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(1, false, false, PARALLEL_CALLS, null);
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public Optional<String> unfit(Listing listing) {
        return listing.external(SKU).isPresent() ? Optional.empty() : Optional.of(listing.missing(SKU));
    }

    /** {@code merge} keeps the lead time and restock date that a seller has set there. */
    @Override
    public PushRequest write(UUID key, List<Item> contents) {
        var item = contents.get(0);
        var availability = JSON.createObjectNode()
                .put("fulfillment_channel_code", "DEFAULT")
                .put("quantity", item.units());
        var patch = JSON.createObjectNode().put("op", "merge").put("path", "/attributes/fulfillment_availability");
        patch.putArray("value").add(availability);
        var body = JSON.createObjectNode().put("productType", productType);
        body.putArray("patches").add(patch);
        var sku = item.listing().external(SKU).orElseThrow();
        return new PushRequest(
                "PATCH", items + encoded(sku), query, Map.of("content-type", PushRequest.JSON), bytes(body));
    }

    @Override
    public Verdict judge(List<Item> contents, Reply reply, Instant now) {
        return Replies.failure(contents.size(), reply, now)
                .orElseGet(() -> answered(contents.size(), reply))
                .paced(pace(reply));
    }

    /** 200 alone says nothing: the status inside does. */
    private static Verdict answered(int count, Reply reply) {
        var body = parsed(reply);
        return switch (body.path("status").asText()) {
            case "ACCEPTED" -> Verdict.answered(List.of(ItemVerdict.CONFIRMED));
            case "INVALID" -> Verdict.answered(List.of(ItemVerdict.refused(CauseClass.VALIDATION, issues(body))));
            default -> Replies.unreadable(count, reply);
        };
    }

    private static String issues(JsonNode body) {
        var texts = new ArrayList<String>();
        for (JsonNode issue : body.path("issues")) {
            texts.add(issue.path("code").asText() + ": " + issue.path("message").asText());
        }
        return texts.isEmpty() ? "INVALID without a reason" : String.join("; ", texts);
    }

    /** Not on every answer. Nothing is said of what is left, so what we count ourselves stays. */
    private static @Nullable PaceSignal pace(Reply reply) {
        var limit = reply.headers().get("x-amzn-ratelimit-limit");
        if (limit == null || !limit.matches("\\d{1,6}(\\.\\d{1,9})?")) {
            return null;
        }
        long perSecond = new BigDecimal(limit).movePointRight(3).longValue();
        return perSecond == 0 ? null : new PaceSignal(1_000, null, null, perSecond);
    }

    private static JsonNode parsed(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException unreadable) {
            return JSON.missingNode();
        }
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of ours is always writable", e);
        }
    }

    /** Slashes too; a blank is %20 in a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
