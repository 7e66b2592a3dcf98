package io.stockrelay.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The mark some programs put before a text: it tells in which character set they really wrote it. */
final class ByteOrderMark {

    private static final Map<String, String> MARKS = Map.of(
            "UTF-8", "\u00EF\u00BB\u00BF",
            "UTF-16BE", "\u00FE\u00FF",
            "UTF-16LE", "\u00FF\u00FE");

    private ByteOrderMark() {}

    /** What is wrong where the text, read in that character set, begins with the mark of another one. */
    static Optional<String> problem(String text, String charset) {
        byte[] start = text.substring(0, Math.min(3, text.length())).getBytes(Charset.forName(charset));
        String bytes = new String(start, StandardCharsets.ISO_8859_1);
        return MARKS.entrySet().stream()
                .filter(mark -> bytes.startsWith(mark.getValue()))
                .filter(mark -> !charset.equalsIgnoreCase(mark.getKey()))
                .findFirst()
                .map(mark -> "the file is written in " + mark.getKey() + ", as the mark at its start says, not in "
                        + charset + " as config/stockrelay.yaml says; export it so, or correct the charset there");
    }
}
