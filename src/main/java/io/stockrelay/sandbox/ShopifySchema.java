package io.stockrelay.sandbox;

import graphql.GraphQL;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.stockrelay.sandbox.SetQuantities.UserError;
import io.stockrelay.sandbox.ShopifyMutations.Change;
import io.stockrelay.sandbox.ShopifyMutations.Group;
import io.stockrelay.sandbox.ShopifyMutations.Payload;
import io.stockrelay.sandbox.ShopifyQueries.Page;
import io.stockrelay.sandbox.ShopifyQueries.PageEnd;
import io.stockrelay.sandbox.ShopifyQueries.Quantity;
import io.stockrelay.sandbox.ShopifyStore.Item;
import io.stockrelay.sandbox.ShopifyStore.Level;
import io.stockrelay.sandbox.ShopifyStore.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds the hand-written part of the Admin schema to what the simulated shop holds. */
final class ShopifySchema {
    /** The oldest version with compare-and-set and idempotency as they are now, and the newest. */
    static final List<String> VERSIONS = List.of("2026-04", "2026-07", "2026-10");

    private static final String FOLDER = "/sandbox/shopify/";

    private final ShopifyStore store;
    private final ShopifyQueries queries;
    private final ShopifyMutations mutations;

    ShopifySchema(ShopifyStore store, ShopifyMutations mutations) {
        this.store = store;
        this.queries = new ShopifyQueries(store);
        this.mutations = mutations;
    }

    /** Until 2026-07 a quantity could be written only where the item was stocked. */
    static boolean mustBeStocked(String version) {
        return version.compareTo("2026-10") < 0;
    }

    static TypeDefinitionRegistry definitions(String version) {
        SchemaParser parser = new SchemaParser();
        TypeDefinitionRegistry definitions = parser.parse(resource("admin.graphqls"));
        return mustBeStocked(version)
                ? definitions.merge(parser.parse(resource("admin-until-2026-07.graphqls")))
                : definitions;
    }

    GraphQL graphql(String version) {
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring()
                .scalar(asText("DateTime"))
                .scalar(asText("UnsignedInt64"))
                .type(
                        "Node",
                        type -> type.typeResolver(node -> node.getSchema().getObjectType(typeName(node.getObject()))))
                .type(
                        "DisplayableError",
                        type -> type.typeResolver(error -> error.getSchema().getObjectType("UserError")));
        queryTypes(wiring);
        mutationTypes(wiring, mustBeStocked(version));
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(definitions(version), wiring.build());
        return GraphQL.newGraphQL(schema)
                .preparsedDocumentProvider(new KnownDocuments())
                .defaultDataFetcherExceptionHandler(new ShopifyErrors())
                .build();
    }

    private void queryTypes(RuntimeWiring.Builder wiring) {
        wiring.type(
                "QueryRoot",
                type -> type.dataFetcher("inventoryItem", queries::inventoryItem)
                        .dataFetcher("inventoryItems", queries::inventoryItems)
                        .dataFetcher("node", queries::node)
                        .dataFetcher("nodes", queries::nodes));
        wiring.type(
                "InventoryItem",
                type -> type.dataFetcher("id", of(Item.class, Item::gid))
                        .dataFetcher("sku", of(Item.class, Item::sku))
                        .dataFetcher("tracked", of(Item.class, Item::tracked))
                        .dataFetcher("legacyResourceId", of(Item.class, Item::id))
                        .dataFetcher("inventoryLevel", queries::inventoryLevel)
                        .dataFetcher("inventoryLevels", queries::inventoryLevels));
        wiring.type(
                "Location",
                type -> type.dataFetcher("id", of(Location.class, Location::gid))
                        .dataFetcher("name", of(Location.class, Location::name)));
        wiring.type(
                "InventoryLevel",
                type -> type.dataFetcher("id", of(Level.class, at -> ShopifyIds.levelGid(at.key())))
                        .dataFetcher("isActive", of(Level.class, Level::active))
                        .dataFetcher(
                                "item",
                                of(
                                        Level.class,
                                        at -> store.item(at.key().item()).orElse(null)))
                        .dataFetcher(
                                "location",
                                of(
                                        Level.class,
                                        at -> store.location(at.key().location())
                                                .orElse(null)))
                        .dataFetcher("updatedAt", of(Level.class, Level::updatedAt))
                        .dataFetcher("quantities", queries::quantities));
        wiring.type(
                "InventoryQuantity",
                type -> type.dataFetcher("name", of(Quantity.class, Quantity::name))
                        .dataFetcher("quantity", of(Quantity.class, Quantity::quantity))
                        .dataFetcher("updatedAt", of(Quantity.class, Quantity::updatedAt)));
        for (String connection : List.of("InventoryItemConnection", "InventoryLevelConnection")) {
            wiring.type(
                    connection,
                    type -> type.dataFetcher("nodes", of(Page.class, page -> page.nodes()))
                            .dataFetcher("pageInfo", of(Page.class, page -> page.pageInfo())));
        }
        wiring.type(
                "PageInfo",
                type -> type.dataFetcher("endCursor", of(PageEnd.class, PageEnd::endCursor))
                        .dataFetcher("hasNextPage", of(PageEnd.class, PageEnd::hasNextPage)));
    }

    private void mutationTypes(RuntimeWiring.Builder wiring, boolean mustBeStocked) {
        wiring.type(
                "Mutation",
                type -> type.dataFetcher("inventoryActivate", mutations::activate)
                        .dataFetcher("inventorySetQuantities", call -> mutations.setQuantities(call, mustBeStocked)));
        wiring.type(
                "InventorySetQuantitiesPayload",
                type -> type.dataFetcher("inventoryAdjustmentGroup", of(Payload.class, Payload::group))
                        .dataFetcher("userErrors", of(Payload.class, Payload::errors)));
        wiring.type(
                "InventoryActivatePayload",
                type -> type.dataFetcher("inventoryLevel", of(Payload.class, this::level))
                        .dataFetcher("userErrors", of(Payload.class, Payload::errors)));
        wiring.type(
                "InventoryAdjustmentGroup",
                type -> type.dataFetcher("id", of(Group.class, Group::id))
                        .dataFetcher("createdAt", of(Group.class, Group::createdAt))
                        .dataFetcher("reason", of(Group.class, Group::reason))
                        .dataFetcher("referenceDocumentUri", of(Group.class, Group::referenceDocumentUri))
                        .dataFetcher("changes", of(Group.class, Group::changes)));
        wiring.type(
                "InventoryChange",
                type -> type.dataFetcher("name", of(Change.class, Change::name))
                        .dataFetcher("delta", of(Change.class, Change::delta))
                        .dataFetcher("quantityAfterChange", of(Change.class, Change::quantityAfterChange))
                        .dataFetcher(
                                "item",
                                of(
                                        Change.class,
                                        change ->
                                                store.item(change.key().item()).orElse(null)))
                        .dataFetcher(
                                "location",
                                of(
                                        Change.class,
                                        change -> store.location(change.key().location())
                                                .orElse(null))));
        for (String error : List.of("InventorySetQuantitiesUserError", "UserError")) {
            wiring.type(
                    error,
                    type -> type.dataFetcher("code", of(UserError.class, UserError::code))
                            .dataFetcher("field", of(UserError.class, UserError::field))
                            .dataFetcher("message", of(UserError.class, UserError::message)));
        }
    }

    private @Nullable Level level(Payload payload) {
        return payload.level() == null ? null : store.level(payload.level()).orElse(null);
    }

    private static <S> DataFetcher<@Nullable Object> of(Class<S> type, Function<S, @Nullable Object> read) {
        return call -> read.apply(ShopifyQueries.source(call, type));
    }

    private static String typeName(@Nullable Object node) {
        if (node instanceof Item) {
            return "InventoryItem";
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

    private static String resource(String name) {
        try (InputStream in = ShopifySchema.class.getResourceAsStream(FOLDER + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
