package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryUserException;
import net.thisptr.jackson.jq.path.Path;
import org.jspecify.annotations.Nullable;

/** One jq program, compiled; any number of threads may run it at once. */
final class Program {

    static final Version DIALECT = Versions.JQ_1_7;
    static final int OUTPUTS_MAX = 100_000;

    /** Shared by all programs and never changed: each run has a child of its own for its variables. */
    private static final Scope ROOT = root();

    private final String file;
    private final JsonQuery query;

    private Program(String file, JsonQuery query) {
        this.file = file;
        this.query = query;
    }

    static Program compile(String file, String text) throws JsonQueryException {
        return new Program(file, JsonQuery.compile(text, DIALECT));
    }

    String file() {
        return file;
    }

    /** Everything the program returned for one payload, arrays taken apart. */
    List<JsonNode> run(JsonNode payload, Delivery delivery, long line) throws Unreadable {
        var found = new ArrayList<JsonNode>();
        try {
            query.apply(scope(delivery, line), payload, output -> keep(found, output));
            return found;
        } catch (JsonQueryException failed) {
            throw new Unreadable(CauseClass.MAPPING, file + told(failed));
        } catch (StackOverflowError endless) {
            throw new Unreadable(
                    CauseClass.POISON, file + " calls itself without end on this payload; it was stopped.");
        }
    }

    /** Some functions of jackson-jq wrap what a later step of the pipe throws, so what was meant is further in. */
    private static String told(JsonQueryException failed) {
        Throwable cause = failed;
        while (!(cause instanceof JsonQueryUserException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = Payloads.shortened(String.valueOf(cause.getMessage()));
        return cause instanceof JsonQueryUserException
                ? " says: " + message
                : " failed: " + message + ". Run it with jq on this payload to see where";
    }

    private void keep(List<JsonNode> found, JsonNode output) throws JsonQueryException {
        if (output.isArray()) {
            for (var one : output) {
                keep(found, one);
            }
        } else if (found.size() < OUTPUTS_MAX) {
            found.add(output);
        } else {
            throw new JsonQueryException("it returned more than " + OUTPUTS_MAX + " events for one payload");
        }
    }

    private static Scope scope(Delivery delivery, long line) {
        var scope = Scope.newChildScope(ROOT);
        scope.setValue("source", TextNode.valueOf(delivery.source().value()));
        scope.setValue(
                "receivedAt", () -> TextNode.valueOf(delivery.receivedAt().toString()));
        scope.setValue("headers", () -> headers(delivery));
        scope.setValue("file", TextNode.valueOf(delivery.fileName() == null ? "" : delivery.fileName()));
        scope.setValue("line", JsonNodeFactory.instance.numberNode(line));
        return scope;
    }

    private static JsonNode headers(Delivery delivery) {
        var headers = JsonNodeFactory.instance.objectNode();
        delivery.headers().forEach(headers::put);
        return headers;
    }

    private static Scope root() {
        var scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(DIALECT, scope);
        // the time of pick-up is never the time of an event, and a resent message must give the same event again
        scope.addFunction("now", 0, new Forbidden("now is not allowed: use a time of the payload, or $receivedAt"));
        return scope;
    }

    /** A function that only says why it must not be used. */
    private record Forbidden(String reason) implements Function {

        @Override
        public void apply(
                Scope scope,
                List<Expression> arguments,
                JsonNode input,
                @Nullable Path path,
                PathOutput output,
                Version version)
                throws JsonQueryException {
            throw new JsonQueryException(reason);
        }
    }
}
