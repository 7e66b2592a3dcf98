package io.stockrelay.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.boot.jackson.JsonComponent;

/** Writes times as {@link Instant#toString} does, without its formatter: an answer of fifty positions has fifty of them. */
@JsonComponent
final class InstantText extends StdScalarSerializer<Instant> {

    private static final int YEARS = 10_000; // with four digits each
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int NANOS_OF_MICRO = 1_000;

    InstantText() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(of(value));
    }

    static String of(Instant value) {
        var time = LocalDateTime.ofEpochSecond(value.getEpochSecond(), 0, ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() >= YEARS) {
            return value.toString();
        }
        var text = new StringBuilder(30);
        digits(text, time.getYear(), 1_000);
        digits(text.append('-'), time.getMonthValue(), 10);
        digits(text.append('-'), time.getDayOfMonth(), 10);
        digits(text.append('T'), time.getHour(), 10);
        digits(text.append(':'), time.getMinute(), 10);
        digits(text.append(':'), time.getSecond(), 10);
        fraction(text, value.getNano());
        return text.append('Z').toString();
    }

    /** In three, six or nine digits, as many as it needs. */
    private static void fraction(StringBuilder text, int nanos) {
        if (nanos == 0) {
            return;
        }
        text.append('.');
        if (nanos % NANOS_OF_MILLI == 0) {
            digits(text, nanos / NANOS_OF_MILLI, 100);
        } else if (nanos % NANOS_OF_MICRO == 0) {
            digits(text, nanos / NANOS_OF_MICRO, 100_000);
        } else {
            digits(text, nanos, 100_000_000);
        }
    }

    /** @param first what the first digit counts, such as 1,000 of four digits */
    private static void digits(StringBuilder text, int number, int first) {
        int rest = number;
        for (int unit = first; unit > 0; unit /= 10) {
            text.append((char) ('0' + rest / unit));
            rest %= unit;
        }
    }
}
