package io.stockrelay.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Where a page ended, as one word that fits into an address. */
final class PagePlace {

    private static final String BETWEEN = "\n"; // no code holds control characters; what may stands last

    private PagePlace() {}

    static String write(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
    }

    /** @param reading refuses by an {@link IllegalArgumentException} what cannot be a place */
    static <T> T read(String word, int parts, Function<List<String>, T> reading) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
            var found = List.of(text.split(BETWEEN, parts));
            if (found.size() < parts || text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not a place");
            }
            return reading.apply(found);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.parameter("after", word, "give the next of the page before");
        }
    }
}
