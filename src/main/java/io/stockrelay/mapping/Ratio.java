package io.stockrelay.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** An exact factor: one of a unit is numerator ÷ denominator base units. */
record Ratio(BigInteger numerator, BigInteger denominator) {

    static final Ratio ONE = new Ratio(BigInteger.ONE, BigInteger.ONE);

    static Ratio of(BigInteger numerator, BigInteger denominator) {
        var common = numerator.gcd(denominator);
        return new Ratio(numerator.divide(common), denominator.divide(common));
    }

    /**
     * The quantity in the item's smallest unit; empty where that is not a whole number.
     *
     * @param decimals how many decimals the base unit has
     */
    Optional<BigInteger> wholeUnits(BigDecimal quantity, int decimals) {
        // quantity = unscaled / 10^scale, so everything stays a fraction of whole numbers until the one division
        var above = quantity.unscaledValue().multiply(numerator);
        var below = denominator;
        int shift = decimals - quantity.scale();
        if (shift >= 0) {
            above = above.multiply(BigInteger.TEN.pow(shift));
        } else {
            below = below.multiply(BigInteger.TEN.pow(-shift));
        }
        var divided = above.divideAndRemainder(below);
        return divided[1].signum() == 0 ? Optional.of(divided[0]) : Optional.empty();
    }

    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
