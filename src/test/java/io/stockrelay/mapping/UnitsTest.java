package io.stockrelay.mapping;

import static io.stockrelay.mapping.TempCompany.ship;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.MovementEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @TempDir
    Path home;

    @Test
    void the_most_specific_factor_wins() {
        var company = new TempCompany(home)
                .write("mappings/units.csv", "unit,sku,numerator,denominator\nU4,,2,1\nU3,,2,1\nU2,A,5,1\nU1,A,5,1\n")
                .write("mappings/s/units.csv", "unit,sku,numerator,denominator\nU3,,3,1\nU2,,3,1\nU1,,3,1\nU1,A,7,1\n");

        assertThat(units(company, "U1", "1")).as("source and SKU").isEqualTo(7);
        assertThat(units(company, "U2", "1")).as("SKU").isEqualTo(5);
        assertThat(units(company, "U3", "1")).as("source").isEqualTo(3);
        assertThat(units(company, "U4", "1")).as("all").isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"EA, 5, 5", "T, 6, 2", "T, 0.9, ", "EA, 5.0, 5", "EA, 1E1, 10", "EA, 0.5, ", "EA, 0, 0"})
    void a_quantity_is_converted_exactly_or_not_at_all(String unit, String quantity, Long units) {
        var company = new TempCompany(home).write("mappings/units.csv", "unit,numerator,denominator\nT,1,3\n");
        var mapped = company.map(ship("unit=\"" + unit + "\"", "quantity=\"" + quantity + "\""));

        if (units == null) {
            assertThat(mapped.groups()).isEmpty();
            assertThat(mapped.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.step()).isEqualTo(Step.CROSS_REFERENCE);
                assertThat(failure.cause()).isEqualTo(CauseClass.VALIDATION);
                assertThat(failure.message()).contains(quantity + " " + unit).contains("nothing was rounded");
                assertThat(failure.canonicalJson()).contains(quantity);
            });
        } else {
            assertThat(((MovementEvent) mapped.groups().get(0).events().get(0)).units())
                    .isEqualTo(units);
        }
    }

    @Test
    void decimals_of_the_base_unit_make_a_smaller_unit() {
        var mapped = new TempCompany(home).map(ship("sku=\"R\"", "quantity=\"12.34\""));

        assertThat(((MovementEvent) mapped.groups().get(0).events().get(0)).units())
                .isEqualTo(1234);
    }

    @Test
    void more_than_the_limit_is_refused_after_conversion_too() {
        var company = new TempCompany(home).write("mappings/units.csv", "unit,numerator,denominator\nBIG,999999,1\n");
        var mapped = company.map(ship("unit=\"BIG\"", "quantity=\"999\""));

        assertThat(mapped.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(CauseClass.VALIDATION);
            assertThat(failure.message()).contains("guards.quantity-max").contains("998999001");
        });
    }

    /** Against the naive way: a fraction of whole numbers, divided once. */
    @Property
    void conversion_is_exact_for_any_factor(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long unscaled,
            @ForAll @IntRange(max = 6) int scale,
            @ForAll @IntRange(min = 1, max = 10_000) int numerator,
            @ForAll @IntRange(min = 1, max = 10_000) int denominator,
            @ForAll @IntRange(max = 6) int decimals) {
        var ratio = Ratio.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
        var above = BigInteger.valueOf(unscaled)
                .multiply(BigInteger.valueOf(numerator))
                .multiply(BigInteger.TEN.pow(decimals));
        var below = BigInteger.TEN.pow(scale).multiply(BigInteger.valueOf(denominator));

        var whole = ratio.wholeUnits(BigDecimal.valueOf(unscaled, scale), decimals);

        assertThat(whole.isPresent()).isEqualTo(above.mod(below).signum() == 0);
        whole.ifPresent(units -> assertThat(units.multiply(below)).isEqualTo(above));
    }

    private static long units(TempCompany company, String unit, String quantity) {
        var mapped = company.map(ship("unit=\"" + unit + "\"", "quantity=\"" + quantity + "\""));
        return ((MovementEvent) mapped.groups().get(0).events().get(0)).units();
    }
}
