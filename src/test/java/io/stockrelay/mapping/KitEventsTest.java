package io.stockrelay.mapping;

import static io.stockrelay.mapping.TempCompany.level;
import static io.stockrelay.mapping.TempCompany.ship;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.StockEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KitEventsTest {

    @TempDir
    Path home;

    /** A set of two A and 150 cm of rope, and from October on of three A. */
    private TempCompany company() {
        return new TempCompany(home).write("mappings/items.csv", """
                        sku,description,category,gtin,base_unit,decimals
                        A,first,c,09524170001007,EA,0
                        R,rope,c,,M,2
                        SET,a set,c,,EA,0
                        NEW,becomes a kit,c,,EA,0
                        """).write("mappings/kits.csv", """
                        kit,component,units,from
                        SET,A,2,
                        SET,R,150,
                        SET,A,3,2026-10-01
                        NEW,A,1,2026-10-01
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "ship, ''",
        "receive, ''",
        "return, 'disposition=\"damaged\"'",
        "transfer-in, ''",
        "transfer-out, 'toLocation=\"WH2\"'",
        "hold, ''",
        "release, ''",
        "damage, ''",
        "scrap, ''"
    })
    void every_movement_of_a_kit_moves_its_components_as_one_group(String type, String further) {
        var september = "occurredAt=\"2026-09-30T23:59:59Z\"";
        var payload = further.isEmpty()
                ? ship("type=\"" + type + "\"", "sku=\"SET\"", september, "reference=\"SO-1\"")
                : ship("type=\"" + type + "\"", "sku=\"SET\"", september, "reference=\"SO-1\"", further);

        var mapped = company().map(payload);

        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.groups()).singleElement().satisfies(group -> {
            assertThat(told(group.events())).containsExactly(tuple("1#A", "A", 10L), tuple("1#R", "R", 750L));
            assertThat(group.events()).allSatisfy(event -> {
                assertThat(event.header().type().code()).isEqualTo(type);
                assertThat(event.header().reference()).isEqualTo("SO-1");
            });
            assertThat(group.canonicalJson()).contains("\"sku\":\"SET\"").doesNotContain("1#A");
        });
    }

    @Test
    void an_adjustment_keeps_its_sign_and_a_return_its_disposition() {
        var adjusted = company().map(ship("type=\"adjust\"", "sku=\"SET\"", "sign=\"-\"", "quantity=\"1\""));
        var returned = company().map(ship("type=\"return\"", "sku=\"SET\"", "disposition=\"hold\""));

        assertThat(told(events(adjusted))).containsExactly(tuple("1#A", "A", -3L));
        assertThat(((MovementEvent) events(returned).get(0)).disposition().name())
                .isEqualTo("HOLD");
    }

    @Test
    void the_bill_of_the_time_it_happened_counts() {
        var company = company();

        assertThat(told(events(company.map(ship("sku=\"SET\"", "occurredAt=\"2026-10-01T00:00:00Z\"")))))
                .containsExactly(tuple("1#A", "A", 15L));
        assertThat(told(events(company.map(ship("sku=\"SET\"", "occurredAt=\"2026-10-01T01:59:59+02:00\"")))))
                .as("a day begins in UTC")
                .containsExactly(tuple("1#A", "A", 10L), tuple("1#R", "R", 750L));
    }

    @ParameterizedTest
    @CsvSource({
        "SO-1, ship, 1#R:150", // as promised
        "SO-2, ship, 1#A:15", // nobody promised it: the bill of the time
        "SO-1, receive, 1#A:15", // what comes in was not promised to anybody
    })
    void what_was_promised_is_what_leaves_for_the_order(String order, String type, String expected) {
        PromisedKits promised = (shipped, components) -> {
            assertThat(components).containsExactlyInAnyOrder("A", "R");
            return "SO-1".equals(shipped.reference())
                    ? Optional.of(new Kit(shipped.sku(), List.of(new Kit.Component(new Sku("R"), 30))))
                    : Optional.empty();
        };
        var payload = ship(
                "type=\"" + type + "\"",
                "sku=\"SET\"",
                "reference=\"" + order + "\"",
                "occurredAt=\"2026-10-02T00:00:00Z\"");

        var mapped = company()
                .folder()
                .mappings()
                .with(promised)
                .map(TempCompany.delivery("application/json", bytes(payload)));

        var event = (MovementEvent) events(mapped).get(0);
        assertThat(event.header().key().id() + ":" + event.units()).isEqualTo(expected);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void before_its_first_bill_it_is_an_item() {
        var company = company();

        assertThat(told(events(company.map(ship("sku=\"NEW\"", "occurredAt=\"2026-09-30T23:00:00Z\"")))))
                .containsExactly(tuple("1", "NEW", 5L));
        assertThat(company.map(level("sku=\"NEW\"", "asOf=\"2026-09-30T23:00:00Z\""))
                        .groups())
                .hasSize(1);
    }

    @Test
    void a_repeat_is_told_by_the_content_of_the_source_for_every_component() {
        var company = company();
        var first = events(company.map(ship("sku=\"SET\"", "occurredAt=\"2026-09-01T10:00:00Z\"")));
        var again = events(company.map(ship("sku=\"SET\"", "occurredAt=\"2026-09-01T10:00:00Z\"")));
        var other = events(company.map(ship("sku=\"SET\"", "occurredAt=\"2026-09-01T10:00:01Z\"")));

        assertThat(again).isEqualTo(first);
        assertThat(first)
                .extracting(event -> event.header().hash())
                .containsOnly(first.get(0).header().hash());
        assertThat(other.get(0).header().hash())
                .isNotEqualTo(first.get(0).header().hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"level", "count", "expect"})
    void stock_of_a_kit_is_stated_by_its_components(String type) {
        var payload = type.equals("expect")
                ? ship("type=\"expect\"", "sku=\"SET\"", "reference=\"PO-1\"")
                : level("type=\"" + type + "\"", "sku=\"SET\"");

        var mapped = company().map(payload);

        assertThat(mapped.groups()).isEmpty();
        assertThat(mapped.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.step()).isEqualTo(Step.CROSS_REFERENCE);
            assertThat(failure.cause()).isEqualTo(CauseClass.VALIDATION);
            assertThat(failure.sku()).isEqualTo("SET");
            assertThat(failure.message())
                    .startsWith(type + " of SKU SET")
                    .contains("stock of a kit is stated by its components (A)");
        });
    }

    @Test
    void a_group_with_a_kit_is_kept_whole() {
        var company = company();

        var good = company.map("{\"group\": [" + ship() + "," + ship("id=\"2\"", "sku=\"SET\"") + "]}");
        var bad = company.map("{\"group\": [" + ship("sku=\"SET\"") + "," + level("id=\"2\"", "sku=\"SET\"") + "]}");

        assertThat(told(events(good))).containsExactly(tuple("1", "A", 5L), tuple("2#A", "A", 15L));
        assertThat(bad.groups()).isEmpty();
        assertThat(bad.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).contains("the whole group of 2 was not applied"));
    }

    @Test
    void what_is_beyond_a_limit_is_kept_and_not_applied_in_part() {
        var tooMany = company().map(ship("sku=\"SET\"", "quantity=\"900000\""));
        var tooLong = company().map(ship("sku=\"SET\"", "id=\"" + "x".repeat(199) + "\""));

        assertThat(tooMany.groups()).isEmpty();
        assertThat(tooMany.failures())
                .extracting(Failure::message)
                .singleElement()
                .asString()
                .contains("900000 of kit SET are more of its component A than the limit of 1000000");
        assertThat(tooLong.groups()).isEmpty();
        assertThat(tooLong.failures())
                .extracting(Failure::message)
                .singleElement()
                .asString()
                .contains("with # and the component A it has more than 200 characters");
    }

    @Test
    void a_lot_of_the_kit_is_no_lot_of_its_components() {
        assertThat(events(company().map(ship("sku=\"SET\"", "lot=\"L7\"")))
                        .get(0)
                        .header()
                        .lot())
                .isNull();
    }

    @Test
    void a_dead_letter_goes_on_when_the_kit_is_known() {
        var company = company();
        var failed = company.map(level("sku=\"SET\"")).failures().get(0);
        company.write("mappings/kits.csv", "kit,component,units\n");

        var resumed = company.folder()
                .mappings()
                .resume(TempCompany.delivery("application/json", new byte[0]), String.valueOf(failed.canonicalJson()));

        assertThat(resumed.groups()).hasSize(1);
    }

    private static List<StockEvent> events(Mapped mapped) {
        assertThat(mapped.failures()).isEmpty();
        return mapped.groups().get(0).events();
    }

    private static List<org.assertj.core.groups.Tuple> told(List<StockEvent> events) {
        return events.stream()
                .map(event ->
                        tuple(event.header().key().id(), event.header().sku().value(), ((MovementEvent) event).units()))
                .toList();
    }
}
