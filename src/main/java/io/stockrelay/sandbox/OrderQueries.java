package io.stockrelay.sandbox;

import graphql.schema.DataFetchingEnvironment;
import io.stockrelay.sandbox.ShopifyOrderBook.Line;
import io.stockrelay.sandbox.ShopifyOrderBook.Order;
import io.stockrelay.sandbox.ShopifyQueries.Page;
import io.stockrelay.sandbox.ShopifyQueries.PageEnd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the simulated shop shows its orders: filtered, sorted and page by page. */
final class OrderQueries {

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

    private final ShopifyOrderBook orders;

    OrderQueries(ShopifyOrderBook orders) {
        this.orders = orders;
    }

    @Nullable
    Order order(DataFetchingEnvironment call) {
        return orders.find(ShopifyQueries.id(call, "id", "Order")).orElse(null);
    }

    Page<Order> orders(DataFetchingEnvironment call) {
        String query = call.getArgument("query");
        var filter =
                OrderSearch.filter(query == null || query.isBlank() ? "created_at:>='1970-01-01T00:00:00Z'" : query);
        var key = OrderSearch.key(call.getArgumentOrDefault("sortKey", "PROCESSED_AT"));
        boolean isReverse = Boolean.TRUE.equals(call.<Boolean>getArgument("reverse"));
        var order = isReverse ? OrderSearch.by(key).reversed() : OrderSearch.by(key);
        var found = orders.all().stream().filter(filter).sorted(order).toList();
        return page(call, found, one -> new Place(key.apply(one), one.id()), isReverse);
    }

    Page<Line> lines(DataFetchingEnvironment call) {
        return page(
                call,
                ShopifyQueries.source(call, Order.class).lines(),
                line -> new Place(Instant.EPOCH, line.id()),
                false);
    }

    /** Where an entry stands in its list; a cursor is a place, so that it holds whatever changes in the list. */
    private record Place(Instant at, long id) implements Comparable<Place> {

        static Place of(String cursor) {
            try {
                var text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
                var matcher = CURSOR.matcher(text);
                if (matcher.matches()) {
                    return new Place(
                            Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), Long.parseLong(matcher.group(2)));
                }
            } catch (IllegalArgumentException notBase64) {
                // said below
            }
            throw new ShopifyError("INVALID_FIELD_ARGUMENTS", "'" + cursor + "' is not a cursor of this connection");
        }

        String cursor() {
            return Base64.getEncoder().encodeToString((at.toEpochMilli() + ":" + id).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::at).thenComparing(Place::id).compare(this, other);
        }
    }

    private static <T> Page<T> page(
            DataFetchingEnvironment call, List<T> all, Function<T, Place> place, boolean isReverse) {
        Integer first = call.getArgument("first");
        if (first == null || first < 1) {
            throw new ShopifyError("BAD_REQUEST", "you must provide one of first or last");
        }
        ShopifyQueries.requireSize("first", first);
        String after = call.getArgument("after");
        var from = after == null ? null : Place.of(after);
        var rest = all.stream()
                .filter(one -> from == null || Integer.signum(place.apply(one).compareTo(from)) == (isReverse ? -1 : 1))
                .toList();
        var nodes = rest.stream().limit(first).toList();
        var end = nodes.isEmpty()
                ? null
                : Objects.requireNonNull(place.apply(nodes.get(nodes.size() - 1)))
                        .cursor();
        return new Page<>(nodes, new PageEnd(end, rest.size() > nodes.size()));
    }
}
