package io.stockrelay.sandbox;

import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The hand-written part of the Admin schema, version by version. */
final class ShopifySchema {
    /** The oldest version with compare-and-set and idempotency as they are now, and the newest. */
    static final List<String> VERSIONS = List.of("2026-04", "2026-07", "2026-10");

    private static final String FOLDER = "/sandbox/shopify/";

    private final ShopifyStore store;
    private final ShopifyOrderBook orders;
    private final ShopifyMutations mutations;

    ShopifySchema(ShopifyStore store, ShopifyOrderBook orders, ShopifyMutations mutations) {
        this.store = store;
        this.orders = orders;
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
        RuntimeWiring wiring = new ShopifyWiring(store, orders, mutations).of(mustBeStocked(version));
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(definitions(version), wiring);
        return GraphQL.newGraphQL(schema)
                .preparsedDocumentProvider(new KnownDocuments())
                .defaultDataFetcherExceptionHandler(new ShopifyErrors())
                .build();
    }

    private static String resource(String name) {
        try (InputStream in = ShopifySchema.class.getResourceAsStream(FOLDER + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
