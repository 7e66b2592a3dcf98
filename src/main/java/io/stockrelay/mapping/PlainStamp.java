package io.stockrelay.mapping;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form nearly every stamp has, {@code 2026-11-21T09:15} with or without seconds and their fraction, without a
 * formatter that tries one form after the other.
 */
final class PlainStamp {

    private static final String FORM = "0000-00-00T00:00:00";
    private static final int WITHOUT_SECONDS = 16;
    private static final int FRACTION = 20;
    private static final int FRACTION_DIGITS_MAX = 9;

    private PlainStamp() {}

    /** Null where the first {@code length} characters have any other form, or name a time that there is not. */
    static @Nullable LocalDateTime read(String text, int length) {
        if (length != WITHOUT_SECONDS && (length < FORM.length() || !hasForm(text, FORM.length()))) {
            return null;
        }
        if (!hasForm(text, WITHOUT_SECONDS) || !hasFraction(text, length)) {
            return null;
        }
        try {
            return LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    length == WITHOUT_SECONDS ? 0 : number(text, 17, 19),
                    nanos(text, length));
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static boolean hasForm(String text, int end) {
        for (int i = 0; i < end; i++) {
            char wanted = FORM.charAt(i);
            if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasFraction(String text, int length) {
        if (length <= FORM.length()) {
            return true;
        }
        int digits = length - FRACTION;
        if (text.charAt(FORM.length()) != '.' || digits < 1 || digits > FRACTION_DIGITS_MAX) {
            return false;
        }
        for (int i = FRACTION; i < length; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int nanos(String text, int length) {
        if (length <= FRACTION) {
            return 0;
        }
        int nanos = number(text, FRACTION, length);
        for (int digits = length - FRACTION; digits < FRACTION_DIGITS_MAX; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
