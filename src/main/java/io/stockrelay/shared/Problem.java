package io.stockrelay.shared;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong in routes, mappings or configuration, found before anything starts.
 *
 * @param code stable name for tools, such as {@code unknown-key}
 * @param file path inside the home folder, with forward slashes
 * @param line 1 is the first, 0 where it concerns the whole file
 * @param column 1 is the first, 0 where it concerns the whole line
 * @param key the setting or field at fault, such as {@code channels.shopify.batch}; null where there is none
 * @param message what is wrong, with the name and value at fault
 * @param fix what to do about it
 */
public record Problem(
        Severity severity,
        String code,
        String file,
        int line,
        int column,
        @Nullable String key,
        String message,
        String fix) {

    /** Whether it stops the start. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Problem error(
            String code, String file, int line, int column, @Nullable String key, String message, String fix) {
        return new Problem(Severity.ERROR, code, file, line, column, key, message, fix);
    }

    /** As {@link #error(String, String, int, int, String, String, String)}, for a whole line of a table. */
    public static Problem error(String code, String file, long line, String message, String fix) {
        return new Problem(Severity.ERROR, code, file, Math.toIntExact(line), 0, null, message, fix);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One kind paragraph: where, what, and what to do. */
    public String told() {
        var where = line == 0 ? file : file + ":" + line + (column == 0 ? "" : ":" + column);
        return where + "  " + message + "\n    " + fix + "  [" + code + "]";
    }
}
