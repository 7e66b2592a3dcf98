package io.stockrelay.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class Choice {

    @Option(names = "--source", paramLabel = "S", description = "Only what came from this source.")
    private @Nullable String source;

    @Option(names = "--channel", paramLabel = "C", description = "Only what was meant for this channel.")
    private @Nullable String channel;

    @Option(names = "--account", paramLabel = "A", description = "Only notices this account could not be told.")
    private @Nullable String account;

    @Option(names = "--cause", paramLabel = "CLASS", description = "Only of this class, such as mapping or timeout.")
    private @Nullable String cause;

    @Option(names = "--step", paramLabel = "STEP", description = "Only what failed there, such as map or publish.")
    private @Nullable String step;

    @Option(names = "--sku", paramLabel = "SKU", description = "Only of this SKU, in the source's own code.")
    private @Nullable String sku;

    @Option(names = "--location", paramLabel = "L", description = "Only of this location, in the source's own code.")
    private @Nullable String location;

    @Option(names = "--missing", paramLabel = "TEXT", description = "Only what waits for this, as groups names it.")
    private @Nullable String missing;

    ObjectNode filter() {
        var filter = JsonNodeFactory.instance.objectNode();
        given().forEach(filter::put);
        return filter;
    }

    Query query() {
        return new Query().with(given());
    }

    private Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        put(given, "source", source);
        put(given, "channel", channel);
        put(given, "account", account);
        put(given, "cause", constant(cause));
        put(given, "step", constant(step));
        put(given, "sku", sku);
        put(given, "location", location);
        put(given, "missing", missing);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    private static @Nullable String constant(@Nullable String word) {
        return word == null ? null : word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
