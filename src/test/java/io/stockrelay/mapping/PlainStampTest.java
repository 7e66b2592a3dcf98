package io.stockrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainStampTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T09:15",
                "2026-11-21T09:15:02",
                "2026-11-21T09:15:02.5",
                "2026-02-28T23:59:59.123456789",
                "2028-02-29T00:00:00.000000001"
            })
    void the_plain_form_reads_as_the_formatter_reads_it(String text) {
        assertThat(PlainStamp.read(text, text.length())).isEqualTo(LocalDateTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-21",
                "2026-11-21T09:15:",
                "2026-11-21T09:15:2",
                "2026-11-21T09:15:02.",
                "2026-11-21T09:15:02.1234567890",
                "2026-11-21T09:15:02+01:00",
                "2026-11-21 09:15:02",
                "2026-02-29T09:15",
                "2026-11-21T24:00",
                "20x6-11-21T09:15",
                "+2026-11-21T09:15"
            })
    void any_other_form_is_left_to_the_formatter(String text) {
        assertThat(PlainStamp.read(text, text.length())).isNull();
    }
}
