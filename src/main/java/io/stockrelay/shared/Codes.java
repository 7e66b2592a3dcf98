package io.stockrelay.shared;

/** What every code we accept must look like: 1 to 64 characters, none of them blank at the ends or unprintable. */
final class Codes {

    static final int LENGTH_MAX = 64;

    private Codes() {}

    static void require(String what, String value) {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !value.equals(value.strip())) {
            throw new IllegalArgumentException(what + " must have 1 to " + LENGTH_MAX
                    + " characters and no blanks around: '" + shortened(value) + "'");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException(what + " must not contain control characters");
            }
        }
    }

    private static String shortened(String value) {
        return value.length() <= LENGTH_MAX ? value : value.substring(0, LENGTH_MAX) + "…";
    }
}
