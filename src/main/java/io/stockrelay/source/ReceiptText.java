package io.stockrelay.source;

import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A receipt's outcomes as text: one line each, fields by tab. Written ten thousand times a second, read now and then. */
public final class ReceiptText {

    private static final String NONE = "-";

    private ReceiptText() {}

    public static String write(List<EventOutcome> outcomes) {
        var text = new StringBuilder(outcomes.size() * 48);
        for (var each : outcomes) {
            text.append(each.outcome().name()).append('\t');
            text.append(each.original() == null ? NONE : each.original().name()).append('\t');
            text.append(each.line()).append('\t');
            append(text, each.eventId());
            text.append('\t');
            append(text, each.detail());
            text.append('\n');
        }
        return text.toString();
    }

    public static List<EventOutcome> read(String text) {
        var outcomes = new ArrayList<EventOutcome>();
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                outcomes.add(outcome(line.split("\t", -1)));
            }
        }
        return outcomes;
    }

    /** Adds how many outcomes of each kind the text has, without reading the rest of it. */
    public static void count(String text, Map<Outcome, Long> counts) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            int tab = text.indexOf('\t', start);
            counts.merge(Outcome.valueOf(text.substring(start, tab)), 1L, Long::sum);
            start = end + 1;
        }
    }

    private static EventOutcome outcome(String[] fields) {
        return new EventOutcome(
                read(fields, 3),
                Outcome.valueOf(fields[0]),
                fields[1].equals(NONE) ? null : Outcome.valueOf(fields[1]),
                read(fields, 4),
                Long.parseLong(fields[2]));
    }

    /** Null is nothing; a text starts with a point, so that the empty text is not null; breaks become escapes. */
    private static void append(StringBuilder text, @Nullable String value) {
        if (value == null) {
            return;
        }
        text.append('.');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\u0000' -> text.append('\uFFFD'); // PostgreSQL has no such character
                default -> text.append(c);
            }
        }
    }

    private static @Nullable String read(String[] fields, int index) {
        String field = fields[index];
        if (field.isEmpty()) {
            return null;
        }
        var value = new StringBuilder(field.length());
        for (int i = 1; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escaped = field.charAt(++i);
            value.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : '\\');
        }
        return value.toString();
    }
}
