package io.stockrelay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a poll of a channel's orders ends what is in flight, and when and from where on it reads. */
class InFlightEndTest {

    /** Noted at 12:00; a minute to settle, a day to look back. */
    private static final OrderPollSettings SETTINGS =
            new OrderPollSettings(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofHours(24));

    @ParameterizedTest
    @CsvSource({
        // oldest noted, asked,      covered from, poll begun, letters, what becomes of it
        "20T12:00:00, 20T12:00:00, 19T12:00:00, 20T12:01:00, 0, ENDS",
        "20T12:00:00, 20T12:00:00, 19T12:00:00, 20T12:00:59, 0, TOO_SOON",
        "20T12:00:00, 20T12:00:00, 19T12:00:00, 20T11:00:00, 0, TOO_SOON",
        "20T12:00:00, 20T12:00:00, 19T12:00:01, 20T12:01:00, 0, NOT_COVERED",
        "20T12:00:00, 20T12:00:00, 19T12:00:00, 20T12:01:00, 1, ORDERS_WAIT",
        "20T12:00:00, 20T12:00:00, 19T12:00:01, 20T12:00:59, 1, TOO_SOON", // in precedence order
        "20T12:00:00, 20T12:00:00, 19T12:00:01, 20T12:01:00, 1, NOT_COVERED",
        "19T18:00:00, 20T12:00:00, 19T12:00:00, 20T12:01:00, 0, NOT_COVERED", // its oldest unit counts
        "19T12:00:00, 20T12:00:00, 01T00:00:00, 20T12:01:00, 0, ENDS"
    })
    void it_ends_when_every_order_it_can_be_was_read_and_none_waits(
            String since, String asked, String from, String begun, long letters, InFlightEnd expected) {
        var inFlight = new InFlight(1, "A", 2, at(since), 2, at(asked));
        var coverage = new Coverage(at(from), at(begun), at(begun), at(begun).plusSeconds(2));

        assertThat(InFlightEnd.of(inFlight, coverage, letters, SETTINGS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // every,  last complete, asked,     now,         due
                "PT10M, -,           -,           20T12:00:00, true", // never polled
                "PT0S,  -,           -,           20T12:00:00, false",
                "PT0S,  -,           20T12:00:00, 20T12:00:59, false",
                "PT0S,  -,           20T12:00:00, 20T12:01:00, true",
                "PT10M, 20T12:00:00, -,           20T12:09:59, false",
                "PT10M, 20T12:00:00, -,           20T12:10:00, true",
                "PT0S,  20T12:00:00, -,           25T12:00:00, false",
                "PT0S,  20T12:00:30, 20T12:00:00, 20T12:01:29, false", // it stayed: not in a circle
                "PT0S,  20T12:00:30, 20T12:00:00, 20T12:01:30, true",
                "PT10M, 20T12:00:30, 20T12:00:00, 20T12:01:30, true"
            })
    void it_is_polled_now_and_then_and_when_something_vanished(
            Duration every, @Nullable String completed, @Nullable String asked, String now, boolean expected) {
        var settings = new OrderPollSettings(every, SETTINGS.settle(), SETTINGS.lookBack());
        var coverage =
                completed == null ? null : new Coverage(at("01T00:00:00"), at(completed), at(completed), at(completed));
        var inFlight = asked == null ? List.<InFlight>of() : List.of(new InFlight(1, "A", 2, at(asked), 2, at(asked)));

        assertThat(PollSchedule.isDue(settings, coverage, inFlight, at(now))).isEqualTo(expected);
    }

    @Test
    void it_reads_on_where_the_last_complete_poll_ended_by_the_channels_clock() {
        var coverage = new Coverage(at("01T00:00:00"), at("20T11:30:00"), at("20T12:00:00"), at("20T12:00:05"));

        assertThat(PollSchedule.from(SETTINGS, coverage, List.of(), at("20T12:10:00")))
                .isEqualTo(at("20T11:20:00"));
    }

    @Test
    void the_first_poll_reaches_back_from_the_oldest_that_is_in_flight() {
        var old = new InFlight(1, "A", 2, at("18T12:00:00"), 2, at("20T12:00:00"));
        var unknown = new InFlight(2, "B", 2, Instant.EPOCH, 2, at("20T12:00:00"));

        assertThat(PollSchedule.from(SETTINGS, null, List.of(), at("20T12:00:00")))
                .isEqualTo(at("19T12:00:00"));
        assertThat(PollSchedule.from(SETTINGS, null, List.of(old, unknown), at("20T12:00:00")))
                .isEqualTo(at("17T12:00:00"));
    }

    @Test
    void what_is_covered_grows_without_a_gap_and_begins_anew_after_one() {
        var first = PollSchedule.after(null, at("19T12:00:00"), null, at("20T12:00:00"), at("20T12:00:05"));
        var second =
                PollSchedule.after(first, at("19T11:50:00"), at("20T12:05:00"), at("20T12:10:00"), at("20T12:10:05"));
        var older =
                PollSchedule.after(second, at("20T11:55:00"), at("20T12:00:00"), at("20T12:20:00"), at("20T12:20:05"));
        var late = at("20T12:00:00").plus(Duration.ofDays(70));

        assertThat(first)
                .isEqualTo(new Coverage(at("19T12:00:00"), at("19T12:00:00"), at("20T12:00:00"), at("20T12:00:05")));
        assertThat(second.from()).isEqualTo(at("19T12:00:00"));
        assertThat(second.seenTo()).isEqualTo(at("20T12:05:00"));
        assertThat(older.seenTo()).isEqualTo(at("20T12:05:00"));
        assertThat(PollSchedule.from(SETTINGS, second, List.of(), late)).isEqualTo(late.minus(SETTINGS.lookBack()));
        assertThat(PollSchedule.after(second, late, null, late, late).from()).isEqualTo(late);
    }

    private static Instant at(String dayAndTime) {
        return Instant.parse("2026-11-" + dayAndTime + "Z");
    }
}
