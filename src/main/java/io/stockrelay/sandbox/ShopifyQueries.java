package io.stockrelay.sandbox;

import graphql.schema.DataFetchingEnvironment;
import io.stockrelay.sandbox.ShopifyStore.Item;
import io.stockrelay.sandbox.ShopifyStore.Level;
import io.stockrelay.sandbox.ShopifyStore.LevelKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The read side of the simulated Admin API. */
final class ShopifyQueries {
    /** The most entries in one input array or page. */
    static final int ARRAY_MAX = 250;

    private static final Pattern SKU_TERM = Pattern.compile("sku:(?:'([^']*)'|\"([^\"]*)\"|(\\S+))");

    private final ShopifyStore store;

    ShopifyQueries(ShopifyStore store) {
        this.store = store;
    }

    @Nullable
    Item inventoryItem(DataFetchingEnvironment call) {
        return store.item(id(call, "id", "InventoryItem")).orElse(null);
    }

    @Nullable
    Object node(DataFetchingEnvironment call) {
        return node(text(call, "id"));
    }

    List<@Nullable Object> nodes(DataFetchingEnvironment call) {
        List<String> ids = call.getArgumentOrDefault("ids", List.of());
        requireSize("nodes, ids", ids.size());
        List<@Nullable Object> nodes = new ArrayList<>();
        ids.forEach(id -> nodes.add(node(id)));
        return nodes;
    }

    @Nullable
    Level inventoryLevel(DataFetchingEnvironment call) {
        Item item = source(call, Item.class);
        LevelKey key = new LevelKey(item.id(), id(call, "locationId", "Location"));
        return store.level(key)
                .filter(level -> level.active() || includesInactive(call))
                .orElse(null);
    }

    Page<Level> inventoryLevels(DataFetchingEnvironment call) {
        List<Level> levels = store.levelsOf(source(call, Item.class).id()).stream()
                .filter(level -> level.active() || includesInactive(call))
                .toList();
        return page(call, levels, level -> level.key().location());
    }

    Page<Item> inventoryItems(DataFetchingEnvironment call) {
        Optional<Set<String>> skus =
                Optional.ofNullable(call.<String>getArgument("query")).map(ShopifyQueries::skus);
        List<Item> found = store.items().stream()
                .filter(item -> skus.map(wanted -> wanted.contains(item.sku())).orElse(true))
                .toList();
        return page(call, found, Item::id);
    }

    List<Quantity> quantities(DataFetchingEnvironment call) {
        Level level = source(call, Level.class);
        List<String> names = call.getArgumentOrDefault("names", List.of());
        return names.stream()
                .map(name -> new Quantity(
                        name,
                        level.quantity(name)
                                .orElseThrow(() -> new ShopifyError(
                                        "INVALID_FIELD_ARGUMENTS", "'" + name + "' is not a quantity name")),
                        level.updatedAt()))
                .toList();
    }

    static <T> T source(DataFetchingEnvironment call, Class<T> type) {
        return Objects.requireNonNull(type.cast(call.<Object>getSource()));
    }

    static String text(DataFetchingEnvironment call, String argument) {
        return String.valueOf(call.<Object>getArgument(argument));
    }

    static long id(DataFetchingEnvironment call, String argument, String type) {
        return id(text(call, argument), type);
    }

    static long id(String gid, String type) {
        return ShopifyIds.number(type, gid)
                .orElseThrow(() -> new ShopifyError("INVALID_VARIABLE", "Invalid global id '" + gid + "'"));
    }

    static void requireSize(String path, int size) {
        if (size > ARRAY_MAX) {
            throw new ShopifyError(
                    "MAX_INPUT_SIZE_EXCEEDED",
                    "The input array size of " + size + " is greater than the maximum allowed of " + ARRAY_MAX + " ("
                            + path + ").");
        }
    }

    private @Nullable Object node(String gid) {
        return ShopifyIds.number("InventoryItem", gid)
                .<Object>flatMap(store::item)
                .or(() -> ShopifyIds.number("Location", gid).flatMap(store::location))
                .or(() -> ShopifyIds.level(gid).flatMap(store::level))
                .orElse(null);
    }

    private static long cursor(String after) {
        if (!after.matches("\\d{1,18}")) {
            throw new ShopifyError("INVALID_FIELD_ARGUMENTS", "'" + after + "' is not a cursor of this connection");
        }
        return Long.parseLong(after);
    }

    private static boolean includesInactive(DataFetchingEnvironment call) {
        return Boolean.TRUE.equals(call.<Boolean>getArgument("includeInactive"));
    }

    /** `sku:'A' OR sku:B`; anything else is refused rather than guessed. */
    private static Set<String> skus(String query) {
        Set<String> skus = new HashSet<>();
        for (String term : query.split("\\s+OR\\s+", -1)) {
            Matcher matcher = SKU_TERM.matcher(term.trim());
            if (!matcher.matches()) {
                throw new ShopifyError(
                        "INVALID_FIELD_ARGUMENTS", "the sandbox only knows sku:… terms joined by OR: '" + term + "'");
            }
            skus.add(Optional.ofNullable(matcher.group(1))
                    .or(() -> Optional.ofNullable(matcher.group(2)))
                    .orElse(matcher.group(3)));
        }
        return skus;
    }

    private static <T> Page<T> page(DataFetchingEnvironment call, List<T> all, ToLongFunction<T> id) {
        Integer first = call.getArgument("first");
        if (first == null || first < 1) {
            throw new ShopifyError("BAD_REQUEST", "you must provide one of first or last");
        }
        requireSize("first", first);
        String after = call.getArgument("after");
        long from = after == null ? 0 : cursor(after);
        List<T> rest = all.stream().filter(one -> id.applyAsLong(one) > from).toList();
        List<T> nodes = rest.stream().limit(first).toList();
        String end = nodes.isEmpty() ? null : Long.toString(id.applyAsLong(nodes.get(nodes.size() - 1)));
        return new Page<>(nodes, new PageEnd(end, rest.size() > nodes.size()));
    }

    /** A named quantity of a level. */
    record Quantity(String name, long quantity, @Nullable Instant updatedAt) {}

    /** One page of a connection. */
    record Page<T>(List<T> nodes, PageEnd pageInfo) {}

    /** Where a page ends. */
    record PageEnd(@Nullable String endCursor, boolean hasNextPage) {}
}
