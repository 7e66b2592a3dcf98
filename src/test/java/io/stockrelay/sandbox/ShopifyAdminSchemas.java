package io.stockrelay.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.Document;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real Admin schemas, from the npm package in which Shopify publishes their introspection. */
final class ShopifyAdminSchemas {
    private static final String PACKAGE = "@shopify/dev-mcp@1.16.0";
    private static final String TARBALL = "shopify-dev-mcp-1.16.0.tgz";
    private static final String SHA512 =
            "tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==";
    private static final int INTROSPECTION_BYTES_MAX = 64 * 1024 * 1024;

    private static final Logger logger = LoggerFactory.getLogger(ShopifyAdminSchemas.class);

    /** Why the package cannot be had; found out once. */
    private static @Nullable String unreachable;

    private final Path tarball;

    private ShopifyAdminSchemas(Path tarball) {
        this.tarball = tarball;
    }

    /** Skips the calling test, with the reason, where npm or its registry is out of reach. */
    static ShopifyAdminSchemas fetch() throws IOException, InterruptedException, GeneralSecurityException {
        if (unreachable != null) {
            Assumptions.abort(unreachable);
        }
        Path folder = Files.createDirectories(Path.of("target", "shopify-schema"));
        Path tarball = folder.resolve(TARBALL);
        if (!Files.exists(tarball) || !digest(tarball).equals(SHA512)) {
            Files.deleteIfExists(tarball);
            pack(folder);
        }
        if (!digest(tarball).equals(SHA512)) {
            throw new AssertionError(PACKAGE + " has sha512-" + digest(tarball) + " instead of sha512-" + SHA512);
        }
        return new ShopifyAdminSchemas(tarball);
    }

    /** The schema of one version as definitions. */
    TypeDefinitionRegistry definitions(String version) throws IOException {
        Map<String, Object> introspection = Json.MAPPER.readValue(introspection(version), new TypeReference<>() {});
        @SuppressWarnings("unchecked") // by the shape of every introspection result
        Map<String, Object> result = (Map<String, Object>) introspection.get("data");
        Document document = new IntrospectionResultToSchema().createSchemaDefinition(result);
        return new SchemaParser().buildRegistry(document);
    }

    /** The definitions made executable as far as validation needs: scalars and type resolvers are empty shells. */
    static GraphQLSchema schema(TypeDefinitionRegistry definitions) {
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        definitions.scalars().keySet().stream()
                .filter(name -> !ScalarInfo.isGraphqlSpecifiedScalar(name))
                .forEach(name -> wiring.scalar(GraphQLScalarType.newScalar()
                        .name(name)
                        .coercing(new Coercing<Object, Object>() {})
                        .build()));
        definitions.getTypes(InterfaceTypeDefinition.class).forEach(type -> resolver(wiring, type.getName()));
        definitions.getTypes(UnionTypeDefinition.class).forEach(type -> resolver(wiring, type.getName()));
        return new SchemaGenerator().makeExecutableSchema(definitions, wiring.build());
    }

    private static void resolver(RuntimeWiring.Builder wiring, String type) {
        wiring.type(
                type,
                builder -> builder.typeResolver(env -> {
                    throw new UnsupportedOperationException("validation resolves no " + type);
                }));
    }

    private String introspection(String version) throws IOException {
        String wanted = "package/dist/data/admin_" + version + ".json.gz";
        try (InputStream file = new BufferedInputStream(Files.newInputStream(tarball));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(wanted)) {
                    byte[] json = new GZIPInputStream(tar).readNBytes(INTROSPECTION_BYTES_MAX);
                    return new String(json, StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError(PACKAGE + " holds no " + wanted);
    }

    private static void pack(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("npm-pack.log");
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "pack", PACKAGE, "--silent")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            skip("npm could not be started (" + e.getMessage() + "). Install npm");
            return;
        }
        boolean ended = npm.waitFor(2, TimeUnit.MINUTES);
        if (!ended || npm.exitValue() != 0) {
            npm.destroyForcibly();
            String fate = ended ? "failed" : "took longer than 2 minutes";
            skip("`npm pack " + PACKAGE + "` " + fate + ", see " + log + ". Mend it");
        }
    }

    private static void skip(String reason) {
        unreachable = "The GraphQL documents were not checked against Shopify's schema: " + reason
                + " and run the test again.";
        logger.warn(unreachable);
        Assumptions.abort(unreachable);
    }

    private static String digest(Path file) throws IOException, GeneralSecurityException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
    }
}
