package io.stockrelay.mapping;

import static io.stockrelay.mapping.TempCompany.level;
import static io.stockrelay.mapping.TempCompany.ship;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.StockState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFieldsTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "quantity=5|MAPPING|quantity must be text, not 5: use tostring",
                "quantity=|MAPPING|quantity is missing",
                "quantity=\"five\"|VALIDATION|quantity 'five' is not a number",
                "quantity=\"1,5\"|VALIDATION|quantity '1,5' is not a number",
                "quantity=\"1E99\"|VALIDATION|is not a number we can use",
                "quantity=\"99999999999999999999999999999999\"|VALIDATION|is not a number we can use",
                "quantity=\"1000001\"|VALIDATION|more than the limit of 1000000 (guards.quantity-max)",
                "quantity=\"-5\"|VALIDATION|quantity of ship must not be negative: -5",
                "sign=\"-\"|VALIDATION|quantity of ship must not be negative: -5",
                "sign=\"A\"|MAPPING|sign 'A' must be + or -",
                "id=|MAPPING|id is missing",
                "id=\"\"|MAPPING|id is missing",
                "id=7|MAPPING|id must be text",
                "id=\"a\\u0000b\"|VALIDATION|id has control characters",
                "id=\"a\\ud800\"|VALIDATION|id has control characters or half a character",
                "sku=\" A\"|MAPPING|sku has blanks around it",
                "type=\"ordr\"|MAPPING|type 'ordr' is not known; known are receive, ship, return",
                "type=\"ordered\"|MAPPING|type 'ordered' is not known",
                "quantty=\"5\"|MAPPING|field 'quantty' is not known; known are alias",
                "states={}|MAPPING|states does not belong to ship",
                "occurredAt=|MAPPING|occurredAt is missing",
                "occurredAt=\"yesterday\"|VALIDATION|occurredAt 'yesterday' is not a date and time",
                "occurredAt=\"2026-11-21\"|VALIDATION|is not a date and time",
                "occurredAt=\"0001-01-01T00:00:00Z\"|VALIDATION|probably an empty date",
                "occurredAt=\"2026-11-21T12:05:01Z\"|VALIDATION|occurredAt 2026-11-21T12:05:01Z is in the future: we received it at 2026-11-21T12:00:00Z",
                "occurredAt=\"2026-03-29T02:30:00\"|VALIDATION|never was in Europe/Berlin",
                "sequence=-1|MAPPING|sequence must be a whole number",
                "type=\"return\"|.|.",
                "disposition=\"sellable\"|MAPPING|disposition does not belong to ship",
            })
    void a_wrong_field_is_told_with_its_name_and_value(String change, String cause, String message) {
        var mapped = new TempCompany(home).map(ship(change));

        if (cause.equals(".")) {
            assertThat(mapped.failures()).isEmpty();
            return;
        }
        assertThat(mapped.groups()).isEmpty();
        assertThat(mapped.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.message()).contains(message);
            assertThat(failure.cause()).isEqualTo(CauseClass.valueOf(cause));
            assertThat(failure.step()).isEqualTo(Step.MAP);
            assertThat(failure.canonicalJson()).as("the raw bytes are replayed").isNull();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "states=|states is missing: level states onHand",
                "states={}|states is empty",
                "states={\"onHand\": 5}|onHand must be text",
                "states={\"onhand\": \"5\"}|state 'onhand' is not known",
                "states={\"onHand\": \"x\"}|onHand 'x' is not a number",
                "states={\"damaged\": \"-1\"}|damaged of level must not be negative: -1",
                "asOf=|asOf is missing: when was the figure true? The time of pick-up is no answer",
                "final=true|final needs run",
                "final=\"true\"|final must be true or false",
                "quantity=\"5\"|quantity does not belong to level",
            })
    void a_wrong_statement_is_told(String change, String message) {
        assertThat(new TempCompany(home).map(level(change)).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).contains(message));
    }

    @Test
    void all_that_is_wrong_with_an_event_is_told_at_once() {
        var failures = new TempCompany(home)
                .map(ship("id=", "quantity=\"x\"", "occurredAt=\"x\""))
                .failures();

        assertThat(failures)
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.message()).contains("id is missing", "quantity 'x'", "occurredAt 'x'"));
    }

    @Test
    void books_may_run_below_zero_but_a_count_cannot() {
        var negative = "states={\"onHand\": \"-5\"}";
        var booked = new TempCompany(home).map(level(negative));
        var counted = new TempCompany(home).map(level(negative, "type=\"count\""));

        assertThat(((LevelEvent) booked.groups().get(0).events().get(0)).units())
                .containsEntry(StockState.ON_HAND, -5L);
        assertThat(counted.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).contains("onHand of count must not be negative"));
    }

    @Test
    void an_adjustment_takes_its_sign_apart_or_inside() {
        assertThat(adjusted("quantity=\"5\"", "sign=\"-\"")).isEqualTo(-5);
        assertThat(adjusted("quantity=\"-5\"")).isEqualTo(-5);
        assertThat(adjusted("quantity=\"5\"", "sign=\"+\"")).isEqualTo(5);
        assertThat(new TempCompany(home)
                        .map(ship("type=\"adjust\"", "quantity=\"-5\"", "sign=\"-\""))
                        .failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).contains("which one counts?"));
    }

    @Test
    void the_doubled_hour_means_what_the_source_says() {
        var change = "occurredAt=\"2026-10-25T02:30:00\"";

        assertThat(at(new TempCompany(home).map(ship(change)))).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(at(new TempCompany(home).laterOfDoubledHour().map(ship(change))))
                .isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:00:00Z, 2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00.123+01:00, 2026-11-21T09:00:00.123Z",
        "2026-11-21T10:00, 2026-11-21T09:00:00Z",
        "2026-11-21T12:05:00Z, 2026-11-21T12:05:00Z"
    })
    void times_are_read_with_their_offset_or_in_the_sources_zone(String text, Instant instant) {
        assertThat(at(new TempCompany(home).map(ship("occurredAt=\"" + text + "\""))))
                .isEqualTo(instant);
    }

    @Test
    void a_replayed_event_from_the_future_passes_once_that_time_has_come() {
        var company = new TempCompany(home);
        var future = "[" + ship("occurredAt=\"2026-11-21T18:00:00Z\"") + "]";
        var delivery = TempCompany.delivery("application/json", new byte[0]);
        var later = Clock.offset(Clock.fixed(TempCompany.RECEIVED, ZoneOffset.UTC), Duration.ofHours(6));

        assertThat(company.folder().mappings().resume(delivery, future).failures())
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.step()).isEqualTo(Step.CROSS_REFERENCE);
                    assertThat(failure.canonicalJson()).isNotNull();
                });
        assertThat(company.folder(later).mappings().resume(delivery, future).groups())
                .hasSize(1);
    }

    private long adjusted(String... changes) {
        var all = new String[changes.length + 1];
        System.arraycopy(changes, 0, all, 1, changes.length);
        all[0] = "type=\"adjust\"";
        return ((MovementEvent) new TempCompany(home)
                        .map(ship(all))
                        .groups()
                        .get(0)
                        .events()
                        .get(0))
                .units();
    }

    private static Instant at(Mapped mapped) {
        return mapped.groups().get(0).events().get(0).header().at();
    }
}
