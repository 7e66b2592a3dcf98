package io.stockrelay.sandbox;

import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import io.stockrelay.sandbox.SetQuantities.UserError;
import io.stockrelay.sandbox.ShopifyMutations.Change;
import io.stockrelay.sandbox.ShopifyMutations.Group;
import io.stockrelay.sandbox.ShopifyMutations.Payload;
import io.stockrelay.sandbox.ShopifyOrderBook.Line;
import io.stockrelay.sandbox.ShopifyOrderBook.Order;
import io.stockrelay.sandbox.ShopifyQueries.Page;
import io.stockrelay.sandbox.ShopifyQueries.PageEnd;
import io.stockrelay.sandbox.ShopifyQueries.Quantity;
import io.stockrelay.sandbox.ShopifyStore.Item;
import io.stockrelay.sandbox.ShopifyStore.Level;
import io.stockrelay.sandbox.ShopifyStore.LevelKey;
import io.stockrelay.sandbox.ShopifyStore.Location;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds each field of the schema to what the simulated shop holds. */
final class ShopifyWiring {
    private final ShopifyStore store;
    private final ShopifyQueries queries;
    private final OrderQueries orders;
    private final ShopifyMutations mutations;
    private final RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();

    ShopifyWiring(ShopifyStore store, ShopifyOrderBook orders, ShopifyMutations mutations) {
        this.store = store;
        this.orders = new OrderQueries(orders);
        this.queries = new ShopifyQueries(store);
        this.mutations = mutations;
    }

    RuntimeWiring of(boolean mustBeStocked) {
        wiring.scalar(asText("DateTime")).scalar(asText("UnsignedInt64"));
        wiring.type(
                "Node", type -> type.typeResolver(node -> node.getSchema().getObjectType(typeName(node.getObject()))));
        wiring.type(
                "DisplayableError",
                type -> type.typeResolver(error -> error.getSchema().getObjectType("UserError")));
        roots(mustBeStocked);
        stock();
        sales();
        pages();
        payloads();
        return wiring.build();
    }

    private void roots(boolean mustBeStocked) {
        type(
                "QueryRoot",
                Map.of(
                        "inventoryItem", queries::inventoryItem,
                        "inventoryItems", queries::inventoryItems,
                        "node", queries::node,
                        "nodes", queries::nodes,
                        "order", orders::order,
                        "orders", orders::orders));
        type(
                "Mutation",
                Map.of(
                        "inventoryActivate",
                        mutations::activate,
                        "inventorySetQuantities",
                        call -> mutations.setQuantities(call, mustBeStocked)));
    }

    private void stock() {
        type(
                "InventoryItem",
                Map.of(
                        "id", of(Item.class, Item::gid),
                        "sku", of(Item.class, Item::sku),
                        "tracked", of(Item.class, Item::tracked),
                        "legacyResourceId", of(Item.class, Item::id),
                        "inventoryLevel", queries::inventoryLevel,
                        "inventoryLevels", queries::inventoryLevels));
        type("Location", Map.of("id", of(Location.class, Location::gid), "name", of(Location.class, Location::name)));
        type(
                "InventoryLevel",
                Map.of(
                        "id", of(Level.class, level -> ShopifyIds.levelGid(level.key())),
                        "isActive", of(Level.class, Level::active),
                        "item", of(Level.class, level -> item(level.key())),
                        "location", of(Level.class, level -> location(level.key())),
                        "updatedAt", of(Level.class, Level::updatedAt),
                        "quantities", queries::quantities));
        type(
                "InventoryQuantity",
                Map.of(
                        "name", of(Quantity.class, Quantity::name),
                        "quantity", of(Quantity.class, Quantity::quantity),
                        "updatedAt", of(Quantity.class, Quantity::updatedAt)));
    }

    private void sales() {
        type(
                "Order",
                Map.of(
                        "id", of(Order.class, Order::gid),
                        "legacyResourceId", of(Order.class, Order::id),
                        "createdAt", of(Order.class, Order::createdAt),
                        "processedAt", of(Order.class, Order::createdAt),
                        "updatedAt", of(Order.class, Order::updatedAt),
                        "cancelledAt", of(Order.class, Order::cancelledAt),
                        "cancelReason", of(Order.class, order -> order.isOpen() ? null : "CUSTOMER"),
                        "sourceName", of(Order.class, Order::sourceName),
                        "retailLocation", of(Order.class, this::till),
                        "lineItems", orders::lines));
        type(
                "LineItem",
                Map.of(
                        "id", of(Line.class, Line::gid),
                        "sku", of(Line.class, Line::sku),
                        "quantity", of(Line.class, Line::quantity),
                        "currentQuantity", of(Line.class, Line::currentQuantity),
                        "requiresShipping", of(Line.class, line -> true),
                        "isGiftCard", of(Line.class, line -> false),
                        "variant", of(Line.class, line -> line)));
        type("ProductVariant", Map.of("id", of(Line.class, Line::variantGid)));
    }

    private void pages() {
        Map<String, DataFetcher<?>> page = Map.of(
                "nodes", of(Page.class, one -> one.nodes()),
                "pageInfo", of(Page.class, one -> one.pageInfo()));
        type("InventoryItemConnection", page);
        type("InventoryLevelConnection", page);
        type("OrderConnection", page);
        type("LineItemConnection", page);
        type(
                "PageInfo",
                Map.of(
                        "endCursor", of(PageEnd.class, PageEnd::endCursor),
                        "hasNextPage", of(PageEnd.class, PageEnd::hasNextPage)));
    }

    private void payloads() {
        type(
                "InventorySetQuantitiesPayload",
                Map.of(
                        "inventoryAdjustmentGroup", of(Payload.class, Payload::group),
                        "userErrors", of(Payload.class, Payload::errors)));
        type(
                "InventoryActivatePayload",
                Map.of(
                        "inventoryLevel",
                        of(Payload.class, this::level),
                        "userErrors",
                        of(Payload.class, Payload::errors)));
        type(
                "InventoryAdjustmentGroup",
                Map.of(
                        "id", of(Group.class, Group::id),
                        "createdAt", of(Group.class, Group::createdAt),
                        "reason", of(Group.class, Group::reason),
                        "referenceDocumentUri", of(Group.class, Group::referenceDocumentUri),
                        "changes", of(Group.class, Group::changes)));
        type(
                "InventoryChange",
                Map.of(
                        "name", of(Change.class, Change::name),
                        "delta", of(Change.class, Change::delta),
                        "quantityAfterChange", of(Change.class, Change::quantityAfterChange),
                        "item", of(Change.class, change -> item(change.key())),
                        "location", of(Change.class, change -> location(change.key()))));
        type(
                "UserError",
                Map.of(
                        "field",
                        of(UserError.class, UserError::field),
                        "message",
                        of(UserError.class, UserError::message)));
        type(
                "InventorySetQuantitiesUserError",
                Map.of(
                        "code", of(UserError.class, UserError::code),
                        "field", of(UserError.class, UserError::field),
                        "message", of(UserError.class, UserError::message)));
    }

    private @Nullable Location till(Order order) {
        var till = order.location();
        return till == null ? null : store.location(till).orElse(null);
    }

    private @Nullable Item item(LevelKey key) {
        return store.item(key.item()).orElse(null);
    }

    private @Nullable Location location(LevelKey key) {
        return store.location(key.location()).orElse(null);
    }

    private @Nullable Level level(Payload payload) {
        return payload.level() == null ? null : store.level(payload.level()).orElse(null);
    }

    private void type(String name, Map<String, DataFetcher<?>> fields) {
        Map<String, DataFetcher> fetchers = Map.copyOf(fields);
        wiring.type(name, type -> type.dataFetchers(fetchers));
    }

    private static <S> DataFetcher<?> of(Class<S> type, Function<S, @Nullable Object> read) {
        return call -> read.apply(ShopifyQueries.source(call, type));
    }

    private static String typeName(@Nullable Object node) {
        if (node instanceof Item) {
            return "InventoryItem";
        }
        if (node instanceof Order) {
            return "Order";
        }
        return node instanceof Level ? "InventoryLevel" : "Location";
    }

    private static GraphQLScalarType asText(String name) {
        Coercing<String, String> text = new Coercing<>() {
            @Override
            public String serialize(Object value) {
                return value.toString();
            }
        };
        return GraphQLScalarType.newScalar().name(name).coercing(text).build();
    }
}
