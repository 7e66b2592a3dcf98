package io.stockrelay.http;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads codes and limits out of requests, and refuses what they cannot be. */
final class Parameters {

    private Parameters() {}

    static Sku sku(String value) {
        return code("sku", value, Sku::new);
    }

    static LocationId location(String value) {
        return code("location", value, LocationId::new);
    }

    static AccountId account(String value) {
        return code("account", value, AccountId::new);
    }

    static ChannelId channel(String value) {
        return code("channel", value, ChannelId::new);
    }

    static SourceId source(String value) {
        return code("source", value, SourceId::new);
    }

    static ReceiptId receipt(String value) {
        return new ReceiptId(uuid("receipt", value));
    }

    static UUID uuid(String name, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.parameter(name, value, "it must be a UUID");
        }
    }

    static int limit(int value, int most) {
        return number("limit", value, 1, most);
    }

    static int number(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw ApiProblem.parameter(name, Integer.toString(value), "it must be from " + least + " to " + most);
        }
        return value;
    }

    /** A reason or a name people give: something, and not too much. */
    static String text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            throw ApiProblem.of(ProblemKind.INVALID, field + " is missing: say in a few words why");
        }
        if (value.length() > most) {
            throw ApiProblem.of(
                    ProblemKind.INVALID,
                    field + " has " + value.length() + " characters, at most " + most + " are kept");
        }
        return value.strip();
    }

    static <T> List<T> atMost(String name, List<T> values, int most) {
        if (values.size() > most) {
            throw ApiProblem.of(
                    ProblemKind.INVALID_PARAMETER,
                    name + ": at most " + most + " at once, not " + values.size() + "; ask in several requests");
        }
        return values;
    }

    static List<String> names(Class<?> type) {
        return Stream.of(type.getEnumConstants()).map(Object::toString).toList();
    }

    static String kind(Class<?> type) {
        if (type == int.class || type == long.class || Number.class.isAssignableFrom(type)) {
            return "whole number";
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : type.getSimpleName();
    }

    private static <T> T code(String name, String value, Function<String, T> code) {
        try {
            return code.apply(value);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.of(ProblemKind.INVALID_PARAMETER, name + ": " + e.getMessage());
        }
    }
}
