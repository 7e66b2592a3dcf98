package io.stockrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTextTest {

    @Test
    void what_was_written_is_read_again() {
        var outcomes = List.of(
                new EventOutcome("PIX-1", Outcome.APPLIED, null, null, 0),
                new EventOutcome("PIX-2", Outcome.DUPLICATE, Outcome.STALE, "", 7),
                new EventOutcome(null, Outcome.DEAD_LETTER, null, "tab\t, break\n, \\ and \\t", 1_000_000));

        assertThat(ReceiptText.read(ReceiptText.write(outcomes))).isEqualTo(outcomes);
    }

    @Test
    void nothing_is_nothing() {
        assertThat(ReceiptText.read(ReceiptText.write(List.of()))).isEmpty();
    }
}
