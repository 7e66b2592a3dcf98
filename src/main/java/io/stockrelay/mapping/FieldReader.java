package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads single fields of one canonical event; what is wrong goes to its refusals. */
record FieldReader(ObjectNode node, Refusals refusals) {

    private static final int SHOWN_MAX = 60;

    boolean has(String field) {
        var value = node.get(field);
        return value != null && !value.isNull();
    }

    /** Empty text counts as absent: many sources send empty fields. */
    @Nullable
    String text(String field, int lengthMax) {
        var value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            refusals.program(field + " must be text, not " + shown(value) + ": use tostring in the mapping");
            return null;
        }
        return usable(field, value.textValue(), lengthMax);
    }

    private @Nullable String usable(String field, String text, int lengthMax) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > lengthMax) {
            refusals.value(field + " has more than " + lengthMax + " characters: '" + shown(text) + "'");
            return null;
        }
        if (!isPrintable(text)) {
            refusals.value(field + " has control characters or half a character in it: '" + shown(text) + "'");
            return null;
        }
        if (Character.isWhitespace(text.charAt(0)) || Character.isWhitespace(text.charAt(text.length() - 1))) {
            refusals.program(field + " has blanks around it: '" + shown(text) + "'; remove them in the mapping");
            return null;
        }
        return text;
    }

    /** As {@link #text}, but a problem where it is absent; then the answer is empty text. */
    String required(String field, int lengthMax) {
        int before = refusals.count();
        var text = text(field, lengthMax);
        if (text == null && refusals.count() == before) {
            refusals.program(field + " is missing");
        }
        return text == null ? "" : text;
    }

    /** A whole number, as text or as a JSON number; 0 where it is absent. */
    long whole(String field) {
        var value = node.get(field);
        if (value == null || value.isNull() || value.asText().isEmpty()) {
            return 0;
        }
        var whole = wholeOf(value);
        if (whole.isEmpty()) {
            refusals.program(field + " must be a whole number from 0 to 10^18, not " + shown(value));
        }
        return whole.orElse(0L);
    }

    private static Optional<Long> wholeOf(JsonNode value) {
        boolean readable = value.isTextual() || value.isIntegralNumber();
        var text = value.asText();
        return readable && text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    boolean flag(String field) {
        var value = node.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            refusals.program(field + " must be true or false, not " + shown(value));
        }
        return value.asBoolean();
    }

    private static boolean isPrintable(String text) {
        for (int index = 0; index < text.length(); index++) {
            char one = text.charAt(index);
            if (Character.isISOControl(one)) {
                return false;
            }
            if (Character.isSurrogate(one)) {
                boolean pair = Character.isHighSurrogate(one)
                        && index + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(index + 1));
                if (!pair) {
                    return false;
                }
                index++;
            }
        }
        return true;
    }

    static String shown(JsonNode value) {
        return shown(value.toString());
    }

    /** Short enough for a message, and without what a terminal or a database would choke on. */
    static String shown(String text) {
        return text.length() > SHOWN_MAX ? cut(text, SHOWN_MAX) + "…" : cut(text, SHOWN_MAX);
    }

    /** At most so long, with a replacement for each character that cannot be printed. */
    static String cut(String text, int lengthMax) {
        var printable = new StringBuilder();
        for (int index = 0; index < text.length() && index < lengthMax; index++) {
            char one = text.charAt(index);
            boolean pair = Character.isHighSurrogate(one)
                    && index + 1 < Math.min(text.length(), lengthMax)
                    && Character.isLowSurrogate(text.charAt(index + 1));
            if (pair) {
                printable.append(one).append(text.charAt(++index));
            } else {
                printable.append(Character.isISOControl(one) || Character.isSurrogate(one) ? '\uFFFD' : one);
            }
        }
        return printable.toString();
    }
}
