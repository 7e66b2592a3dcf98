package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.Chance;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-22T18:25:09.007Z",
                "2026-11-22T18:25:09.000007Z",
                "2026-11-22T18:25:09.000000007Z",
                "2026-11-22T18:25:09.123456789Z",
                "2024-02-29T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "-0001-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.5Z"
            })
    void writes_as_java_does(String time) {
        var instant = Instant.parse(time);

        assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
    }

    @Test
    void writes_any_time_as_java_does() {
        var random = Chance.of(7);
        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextInt(3) == 0 ? random.nextInt(1_000) * 1_000_000L : random.nextInt(1_000_000_000);
            var instant = Instant.ofEpochSecond(random.nextLong() % 400_000_000_000L, nanos);

            assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
        }
    }
}
