package io.stockrelay.mapping;

import java.util.Optional;

/** GS1 numbers: GTIN-8, -12, -13 and -14, and GLN, by their check digit. */
final class Gs1 {

    private static final int GTIN_LENGTH = 14;
    private static final int GLN_LENGTH = 13;

    private Gs1() {}

    /** The 14 digits of a GTIN; empty where the text is not one or its check digit is wrong. */
    static Optional<String> gtin14(String text) {
        boolean lengthFits = text.length() == 8 || (text.length() >= 12 && text.length() <= GTIN_LENGTH);
        if (!lengthFits || !isDigits(text) || !hasCheckDigit(text)) {
            return Optional.empty();
        }
        return Optional.of("0".repeat(GTIN_LENGTH - text.length()) + text);
    }

    /** Whether the text looks like a GLN; its check digit may still be wrong. */
    static boolean claimsGln(String text) {
        return text.length() == GLN_LENGTH && isDigits(text);
    }

    static boolean isGln(String text) {
        return claimsGln(text) && hasCheckDigit(text);
    }

    /** Weights 3 and 1 in turn from the right, beginning left of the check digit. */
    static int checkDigit(String digitsBefore) {
        int sum = 0;
        for (int index = 0; index < digitsBefore.length(); index++) {
            int digit = digitsBefore.charAt(digitsBefore.length() - 1 - index) - '0';
            sum += index % 2 == 0 ? 3 * digit : digit;
        }
        return (10 - sum % 10) % 10;
    }

    private static boolean hasCheckDigit(String digits) {
        int last = digits.length() - 1;
        return digits.charAt(last) - '0' == checkDigit(digits.substring(0, last));
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(character -> character >= '0' && character <= '9');
    }
}
