package io.stockrelay.sandbox;

import io.stockrelay.sandbox.ShopifyOrderBook.Order;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The part of Shopify's search language for orders that the sandbox knows; all else is refused rather than ignored. */
final class OrderSearch {

    private static final Pattern TERM = Pattern.compile("(updated_at|created_at):(>=|<=|>|<)'([^']+)'");

    private OrderSearch() {}

    /** Terms such as {@code updated_at:>='2026-11-21T10:00:00Z'}, joined by spaces or AND. */
    static Predicate<Order> filter(String query) {
        Predicate<Order> all = order -> true;
        for (var term : query.strip().split("\\s+(?:AND\\s+)?", -1)) {
            all = all.and(term(term));
        }
        return all;
    }

    private static Predicate<Order> term(String term) {
        var matcher = TERM.matcher(term);
        if (!matcher.matches()) {
            throw refused("the sandbox only knows updated_at and created_at with a comparison and a quoted time: '"
                    + term + "'");
        }
        Function<Order, Instant> field = matcher.group(1).equals("updated_at") ? Order::updatedAt : Order::createdAt;
        var time = time(matcher.group(3));
        return switch (matcher.group(2)) {
            case ">=" -> order -> !field.apply(order).isBefore(time);
            case ">" -> order -> field.apply(order).isAfter(time);
            case "<=" -> order -> !field.apply(order).isAfter(time);
            default -> order -> field.apply(order).isBefore(time);
        };
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw refused("'" + text + "' is not a time with an offset");
        }
    }

    /** What orders are sorted by; orders of one time by their number. */
    static Function<Order, Instant> key(String sortKey) {
        return switch (sortKey) {
            case "UPDATED_AT" -> Order::updatedAt;
            case "ID" -> order -> Instant.EPOCH;
            default -> Order::createdAt;
        };
    }

    static Comparator<Order> by(Function<Order, Instant> key) {
        return Comparator.comparing(key).thenComparing(Order::id);
    }

    private static ShopifyError refused(String message) {
        return new ShopifyError("INVALID_FIELD_ARGUMENTS", message);
    }
}
