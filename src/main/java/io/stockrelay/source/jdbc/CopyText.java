package io.stockrelay.source.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes rows in the text form of {@code COPY}; keeps at most a buffer of them. */
final class CopyText {

    private static final int BUFFER_CHARACTERS = 1 << 16;

    private final OutputStream out;
    private final StringBuilder buffer = new StringBuilder(BUFFER_CHARACTERS + 4_096);
    private boolean isFirst = true;

    CopyText(OutputStream out) {
        this.out = out;
    }

    CopyText field(@Nullable Object value) {
        if (!isFirst) {
            buffer.append('\t');
        }
        isFirst = false;
        if (value == null) {
            buffer.append("\\N");
        } else {
            escaped(value.toString());
        }
        return this;
    }

    void end() throws IOException {
        buffer.append('\n');
        isFirst = true;
        if (buffer.length() >= BUFFER_CHARACTERS) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
        buffer.setLength(0);
    }

    /** Nearly no text has anything to escape, and then it is taken over as one piece. */
    private void escaped(String text) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c < ' ' && isSpecial(c)) {
                buffer.append(text, done, i).append(escape(c));
                done = i + 1;
            }
        }
        buffer.append(text, done, text.length());
    }

    private static boolean isSpecial(char c) {
        return c == '\t' || c == '\n' || c == '\r' || c == 0;
    }

    private static String escape(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> "\uFFFD"; // PostgreSQL knows no zero character
        };
    }
}
