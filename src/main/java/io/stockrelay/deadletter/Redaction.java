package io.stockrelay.deadletter;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Keeps secrets out of what is stored: a dead letter is read by more people than the message was meant for. */
public final class Redaction {

    private static final String HIDDEN = "[removed]";

    private static final List<String> SECRET_NAMES =
            List.of("authorization", "cookie", "signature", "token", "secret", "hmac", "key", "password", "credential");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/=._~-]{8,}");

    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\"']?[\\w-]*(?:token|secret|password|signature|api[_-]?key|hmac)[\\w-]*[\"']?\\s*[:=]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s&,;}\"']+)");

    private Redaction() {}

    /** The headers worth keeping, in order of name; Camel's own and those that carry secrets are left out. */
    public static Map<String, String> headers(Map<String, String> headers) {
        var kept = new TreeMap<String, String>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("camel") && SECRET_NAMES.stream().noneMatch(lower::contains)) {
                kept.put(lower, text(value));
            }
        });
        return kept;
    }

    /** The text with whatever looks like a credential taken out, and without the one character PostgreSQL refuses. */
    public static String text(String text) {
        return NAMED.matcher(BEARER.matcher(text.replace('\0', '\uFFFD')).replaceAll("$1 " + HIDDEN))
                .replaceAll("$1" + HIDDEN);
    }
}
