package io.stockrelay.http;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads codes and limits out of requests, and refuses what they cannot be. */
final class Parameters {

    private static final int LOCATIONS_MAX = 100;
    private static final int YEAR_LEAST = 1970;
    private static final int YEAR_MOST = 9999;

    private Parameters() {}

    static Sku sku(String value) {
        return code("sku", value, Sku::new);
    }

    static LocationId location(String value) {
        return code("location", value, LocationId::new);
    }

    /** Those of the known ones that are named; all of them where none is. */
    static SortedSet<LocationId> locations(List<String> names, Set<LocationId> known) {
        if (names.isEmpty()) {
            return new TreeSet<>(known);
        }
        var chosen = new TreeSet<LocationId>();
        for (String name : atMost("location", names, LOCATIONS_MAX)) {
            LocationId location = location(name);
            if (!known.contains(location)) {
                throw ApiProblem.parameter("location", name, "known are " + new TreeSet<>(known));
            }
            chosen.add(location);
        }
        return chosen;
    }

    /** As sent: Spring would take a code with a comma for two. */
    static List<String> given(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
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

    /** A name somebody else gave: something printable, and not too much. */
    static String words(String name, String value, int most) {
        if (value.isBlank() || value.length() > most || value.codePoints().anyMatch(Character::isISOControl)) {
            throw ApiProblem.parameter(name, value, "it must have 1 to " + most + " printable characters");
        }
        return value;
    }

    static Instant instant(String name, String value) {
        try {
            var time = OffsetDateTime.parse(value);
            if (time.getYear() >= YEAR_LEAST && time.getYear() <= YEAR_MOST) {
                return time.toInstant();
            }
        } catch (DateTimeParseException e) {
            // refused below
        }
        throw ApiProblem.parameter(name, value, "give a time such as 2026-11-21T09:15:02Z");
    }

    /** By the codes answers use, such as {@code partly-dispatched}. */
    static <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> Fields.code(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> ApiProblem.parameter(
                        name,
                        value,
                        "it must be one of "
                                + Stream.of(type.getEnumConstants())
                                        .map(Fields::code)
                                        .collect(Collectors.joining(", "))));
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
