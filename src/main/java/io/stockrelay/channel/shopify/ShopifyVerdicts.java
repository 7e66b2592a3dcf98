package io.stockrelay.channel.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.channel.ItemOutcome;
import io.stockrelay.channel.ItemVerdict;
import io.stockrelay.channel.Listing;
import io.stockrelay.channel.PaceSignal;
import io.stockrelay.channel.Replies;
import io.stockrelay.channel.Reply;
import io.stockrelay.channel.Seen;
import io.stockrelay.channel.Verdict;
import io.stockrelay.channel.Verdict.Call;
import io.stockrelay.shared.CauseClass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Shopify's replies mean. */
final class ShopifyVerdicts {

    private static final Set<String> STALE = Set.of("CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE");
    private static final Set<String> TROUBLE = Set.of("INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", "TIMEOUT");
    private static final Set<String> UNAUTHORISED = Set.of("ACCESS_DENIED", "UNAUTHORIZED", "FORBIDDEN");

    private ShopifyVerdicts() {}

    static Verdict write(int items, Reply reply, Instant now) {
        return Replies.failure(items, reply, now).orElseGet(() -> {
            var body = parsed(reply);
            var pace = pace(body);
            return answered(items, reply, body, pace).paced(pace);
        });
    }

    private static Verdict answered(int items, Reply reply, JsonNode body, @Nullable PaceSignal pace) {
        if (body.path("errors").size() > 0) {
            return refused(items, reply, body.path("errors").path(0), pace);
        }
        var result = body.path("data").path("inventorySetQuantities");
        if (!result.isObject() || !result.path("userErrors").isArray()) {
            return Replies.unreadable(items, reply);
        }
        return result.path("userErrors").isEmpty()
                ? Verdict.answered(Collections.nCopies(items, ItemVerdict.CONFIRMED))
                : userErrors(items, result.path("userErrors"));
    }

    /** An error of the whole call: nothing of it was applied, except perhaps when the shop itself failed. */
    static Verdict refused(int items, Reply reply, JsonNode error, @Nullable PaceSignal pace) {
        var code = error.path("extensions").path("code").asText();
        var message = code + ": " + error.path("message").asText();
        if (code.equals("THROTTLED")) {
            return Verdict.all(Call.THROTTLED, items, ItemOutcome.LATER, CauseClass.RATE_LIMIT, message)
                    .waiting(wait(pace));
        }
        if (TROUBLE.contains(code)) {
            return Replies.unreadable(items, reply);
        }
        if (UNAUTHORISED.contains(code)) {
            return Verdict.all(Call.UNAUTHORISED, items, ItemOutcome.UNAUTHORISED, CauseClass.AUTHORISATION, message);
        }
        return Verdict.all(Call.ANSWERED, items, ItemOutcome.SUSPECT, CauseClass.REJECTED, message);
    }

    /** One user error refuses the whole call; those it does not point at go again at once. */
    private static Verdict userErrors(int items, JsonNode errors) {
        var again = new ItemVerdict(ItemOutcome.AGAIN, CauseClass.REJECTED, "another item of the call was refused");
        List<ItemVerdict> verdicts = new ArrayList<>(Collections.nCopies(items, again));
        for (JsonNode error : errors) {
            var code = error.path("code").asText();
            var message = code + ": " + error.path("message").asText();
            int index = index(error.path("field"), items);
            if (code.startsWith("IDEMPOTENCY_")) {
                return ofKey(items, code, message);
            }
            if (index < 0) {
                return Verdict.all(Call.ANSWERED, items, ItemOutcome.SUSPECT, CauseClass.REJECTED, message);
            }
            var verdict = STALE.contains(code)
                    ? new ItemVerdict(ItemOutcome.STALE, CauseClass.CONFLICT, message)
                    : ItemVerdict.refused(CauseClass.REJECTED, message);
            if (verdicts.get(index).outcome() != ItemOutcome.REFUSED) {
                verdicts.set(index, verdict);
            }
        }
        return Verdict.answered(verdicts);
    }

    /** A key still at work asks for patience; any other trouble with a key asks for another key. */
    private static Verdict ofKey(int items, String code, String message) {
        boolean isRunning = code.equals("IDEMPOTENCY_CONCURRENT_REQUEST");
        return Verdict.all(
                Call.ANSWERED,
                items,
                isRunning ? ItemOutcome.UNKNOWN : ItemOutcome.LATER,
                CauseClass.CONFLICT,
                message);
    }

    /** From a path such as {@code ["input","quantities","3","quantity"]}; -1 where it points at no item. */
    private static int index(JsonNode field, int items) {
        for (int i = 0; i + 1 < field.size(); i++) {
            var next = field.path(i + 1).asText();
            if (field.path(i).asText().equals("quantities") && next.matches("\\d{1,6}")) {
                int index = Integer.parseInt(next);
                return index < items ? index : -1;
            }
        }
        return -1;
    }

    static Seen read(List<Listing> listings, Reply reply, Instant now) {
        var failure = Replies.failure(listings.size(), reply, now);
        if (failure.isPresent()) {
            return new Seen(Map.of(), failure.get());
        }
        var body = parsed(reply);
        var nodes = body.path("data").path("nodes");
        if (body.path("errors").size() > 0) {
            var error = refused(listings.size(), reply, body.path("errors").path(0), pace(body));
            return new Seen(Map.of(), error.paced(pace(body)));
        }
        if (!nodes.isArray() || nodes.size() != listings.size()) {
            return new Seen(Map.of(), Replies.unreadable(listings.size(), reply));
        }
        var units = new HashMap<Long, Long>();
        for (int i = 0; i < listings.size(); i++) {
            for (JsonNode quantity : nodes.path(i).path("inventoryLevel").path("quantities")) {
                if (quantity.path("name").asText().equals("available")) {
                    units.put(listings.get(i).id(), quantity.path("quantity").asLong());
                }
            }
        }
        return new Seen(units, null);
    }

    static JsonNode parsed(Reply reply) {
        try {
            return GraphQl.JSON.readTree(reply.body());
        } catch (IOException unreadable) {
            return GraphQl.JSON.missingNode();
        }
    }

    static @Nullable PaceSignal pace(JsonNode body) {
        var cost = body.path("extensions").path("cost");
        var status = cost.path("throttleStatus");
        if (!status.path("restoreRate").isNumber()) {
            return null;
        }
        return new PaceSignal(
                thousandths(cost.path("requestedQueryCost")),
                thousandths(status.path("currentlyAvailable")),
                thousandths(status.path("maximumAvailable")),
                thousandths(status.path("restoreRate")));
    }

    private static long thousandths(JsonNode number) {
        return number.decimalValue().movePointRight(3).longValue();
    }

    private static @Nullable Duration wait(@Nullable PaceSignal pace) {
        if (pace == null || pace.perSecond() <= 0 || pace.available() == null) {
            return null;
        }
        long missing = Math.max(0, pace.cost() - pace.available());
        return Duration.ofMillis((missing * 1_000 + pace.perSecond() - 1) / pace.perSecond());
    }
}
