package io.stockrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Gs1Test {

    @ParameterizedTest
    @CsvSource({
        "96385074, 00000096385074",
        "036000291452, 00036000291452",
        "4006381333931, 04006381333931",
        "09524170001007, 09524170001007",
        "10012345678902, 10012345678902"
    })
    void every_gtin_is_kept_as_14_digits(String given, String kept) {
        assertThat(Gs1.gtin14(given)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"96385075", "036000291453", "4006381333932", "123", "", "400638133393X", "4006381333", "٤٠٠٦٣٨١٣"
            })
    void what_is_no_gtin_is_none(String given) {
        assertThat(Gs1.gtin14(given)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9524170000284, true", "9524170000285, false", "952417000028, false"})
    void a_gln_has_13_digits_with_a_right_check_digit(String given, boolean right) {
        assertThat(Gs1.isGln(given)).isEqualTo(right);
    }
}
