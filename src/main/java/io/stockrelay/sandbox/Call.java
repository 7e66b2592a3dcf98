package io.stockrelay.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as a simulated channel sees it.
 *
 * @param path the decoded path segments; an encoded slash stays inside its segment
 * @param headers the first value of each, names in lower case
 */
record Call(String method, List<String> path, Map<String, String> query, Map<String, String> headers, String body) {

    static List<String> segments(String rawPath) {
        return Arrays.stream(rawPath.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> decode(segment.replace("+", "%2B")))
                .toList();
    }

    static Map<String, String> form(Optional<String> encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.orElse("").split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    boolean hasContentType(String type) {
        String sent = header("content-type").toLowerCase(Locale.ROOT);
        return sent.equals(type) || sent.startsWith(type + ";");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a stray percent sign: no name or secret will match it
        }
    }
}
