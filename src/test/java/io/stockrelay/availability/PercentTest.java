package io.stockrelay.availability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {

    @ParameterizedTest(name = "{1} % of {0} is {2}, or {3} rounded up")
    @CsvSource({
        "0, 50, 0, 0",
        "1, 1, 0, 1",
        "9, 50, 4, 5",
        "100, 7, 7, 7",
        "250, 10, 25, 25",
        "251, 10, 25, 26",
        "1234, 33, 407, 408",
        "9223372036854775807, 100, 9223372036854775807, 9223372036854775807",
        "9223372036854775807, 1, 92233720368547758, 92233720368547759"
    })
    void parts_are_exact_and_never_overflow(long units, long percent, long down, long up) {
        assertThat(Percent.roundedDown(units, percent)).isEqualTo(down);
        assertThat(Percent.roundedUp(units, percent)).isEqualTo(up);
    }
}
