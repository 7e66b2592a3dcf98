package io.stockrelay.mapping;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Quantities as mappings hand them over: exact decimal text. */
final class Quantities {

    /** The exponent is limited, because 1E+999999999 would be a number of a billion digits. */
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,20})?|\\.\\d{1,20})([eE][+-]?\\d)?");

    private Quantities() {}

    static Optional<BigDecimal> parse(String text) {
        if (isShortWhole(text)) {
            return Optional.of(BigDecimal.valueOf(Long.parseLong(text)));
        }
        return DECIMAL.matcher(text).matches() ? Optional.of(normal(new BigDecimal(text))) : Optional.empty();
    }

    /** Nearly every quantity is one, and then a pattern costs more than the rest. */
    private static boolean isShortWhole(String text) {
        if (text.isEmpty() || text.length() > 12) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            char digit = text.charAt(index);
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return true;
    }

    /** 12, 12.0 and 1.2E1 are the same quantity. */
    private static BigDecimal normal(BigDecimal quantity) {
        var stripped = quantity.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
