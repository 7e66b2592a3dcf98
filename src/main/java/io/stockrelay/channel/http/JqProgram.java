package io.stockrelay.channel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** One compiled jq program: one input, one output. */
public final class JqProgram {

    private static final Scope ROOT = root();

    private final String name;
    private final JsonQuery query;

    private JqProgram(String name, JsonQuery query) {
        this.name = name;
        this.query = query;
    }

    private static Scope root() {
        var scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        return scope;
    }

    /**
     * @param name for messages, e.g. {@code mappings/channels/dealer-portal/request.jq}
     * @throws Failed where it is no jq program
     */
    public static JqProgram compile(String name, String text) {
        try {
            return new JqProgram(name, JsonQuery.compile(text, Versions.JQ_1_6));
        } catch (JsonQueryException e) {
            throw new Failed(name + " is not a jq program: " + e.getMessage(), e);
        }
    }

    /**
     * @throws Failed where the file cannot be read or is no jq program
     */
    public static JqProgram read(Path home, String name) {
        try {
            return compile(name, Files.readString(home.resolve(name)));
        } catch (IOException e) {
            throw new Failed(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The first output; null where there is none. */
    JsonNode apply(JsonNode input) {
        var outputs = new ArrayList<JsonNode>(1);
        try {
            query.apply(Scope.newChildScope(ROOT), input, output -> {
                if (outputs.isEmpty()) {
                    outputs.add(output);
                }
            });
        } catch (JsonQueryException e) {
            throw new Failed(name + " failed: " + e.getMessage(), e);
        }
        return outputs.isEmpty() ? NullNode.getInstance() : outputs.get(0);
    }

    /** The program cannot be used, or failed on its input. */
    public static final class Failed extends RuntimeException {
        Failed(String message, Exception cause) {
            super(message, cause);
        }
    }
}
