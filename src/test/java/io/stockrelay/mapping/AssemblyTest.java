package io.stockrelay.mapping;

import static io.stockrelay.mapping.TempCompany.level;
import static io.stockrelay.mapping.TempCompany.ship;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.MovementEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many events of one payload, groups, replay, and what makes two events the same. */
class AssemblyTest {

    @TempDir
    Path home;

    @Test
    void one_bad_event_never_blocks_its_neighbours() {
        var mapped = new TempCompany(home)
                .map("[" + ship() + "," + ship("id=\"2\"", "sku=\"NONE\"") + "," + ship("id=\"3\"") + "]");

        assertThat(mapped.groups()).hasSize(2);
        assertThat(mapped.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.eventId()).isEqualTo("2");
            assertThat(failure.sku()).isEqualTo("NONE");
            assertThat(failure.location()).isEqualTo("WH1");
            assertThat(failure.missing()).isEqualTo("sku code 'NONE' in mappings/items.csv");
            assertThat(failure.step()).isEqualTo(Step.CROSS_REFERENCE);
            assertThat(failure.cause()).isEqualTo(CauseClass.MAPPING);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"group\": [%s, %s]}", "[%s, %s]"})
    void a_group_fails_whole_and_is_replayed_whole(String shape) {
        var named = shape.startsWith("[") ? "group=\"g\"" : "reason=\"x\"";
        var company = new TempCompany(home).write("mappings/s/skus.csv", "code,sku\nA,A\n");
        var mapped = company.map(shape.formatted(ship(named), ship("id=\"2\"", "sku=\"B\"", named)));

        assertThat(mapped.groups()).isEmpty();
        var failure = mapped.failures().get(0);
        assertThat(mapped.failures()).hasSize(1);
        assertThat(failure.message()).contains("event 2; the whole group of 2 was not applied");
        assertThat(failure.missing()).isEqualTo("sku code 'B' in mappings/s/skus.csv");

        company.write("mappings/s/skus.csv", "code,sku\nA,A\nB,R\n");
        var resumed = company.folder()
                .mappings()
                .resume(TempCompany.delivery("application/json", new byte[0]), String.valueOf(failure.canonicalJson()));

        assertThat(resumed.failures()).isEmpty();
        assertThat(resumed.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.events())
                        .extracting(
                                event -> event.header().key().id(),
                                event -> event.header().sku().value())
                        .containsExactly(tuple("1", "A"), tuple("2", "R")));
    }

    @Test
    void a_mended_table_does_not_turn_a_repeat_into_a_conflict() {
        var company = new TempCompany(home).write("mappings/s/skus.csv", "code,sku\nX,A\n");
        var before = hash(company.map(ship("sku=\"X\"")));
        company.write("mappings/s/skus.csv", "code,sku\nX,R\n");

        assertThat(hash(company.map(ship("sku=\"X\"")))).isEqualTo(before);
    }

    @Test
    void spelling_order_and_grouping_are_no_content() {
        var company = new TempCompany(home);
        var hash = hash(company.map(ship()));

        assertThat(hash(company.map(ship("quantity=\"5.0\"", "lot=null", "reference=\"\""))))
                .isEqualTo(hash);
        assertThat(hash(company.map("{\"group\": [" + ship() + "]}"))).isEqualTo(hash);
        assertThat(hash(company.map(ship("id=", "id=\"1\"")))).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity=\"6\"",
                "occurredAt=\"2026-11-21T10:00:01Z\"",
                "sku=\"R\"",
                "location=\"WH2\"",
                "type=\"receive\"",
                "reference=\"x\"",
                "lot=\"x\"",
                "reason=\"x\"",
                "sequence=1",
                "unit=\"EA\"",
                "lotExpiry=\"2027-01-01\""
            })
    void whatever_else_differs_is_other_content(String change) {
        var company = new TempCompany(home).write("mappings/units.csv", "unit,numerator,denominator\nEA,1,1\n");

        assertThat(hash(company.map(ship(change)))).isNotEqualTo(hash(company.map(ship())));
    }

    @Test
    void the_content_hash_never_changes_between_versions() {
        assertThat(hash(new TempCompany(home).map(ship())))
                .isEqualTo(UUID.fromString("bb8abccb-bcdc-1ce3-02c6-28f7c4d4b79d"));
    }

    @Test
    void a_final_statement_completes_its_run() {
        var mapped = new TempCompany(home)
                .map("[" + level("run=\"r\"") + "," + level("id=\"2\"", "sku=\"R\"", "run=\"r\"", "final=true") + "]");

        assertThat(mapped.finals()).singleElement().satisfies(level -> {
            assertThat(level.run()).isEqualTo("r");
            assertThat(level.header().key().id()).isEqualTo("2");
        });
    }

    @Test
    void what_is_left_out_says_why() {
        var mapped = new TempCompany(home).map("[{\"ignore\": \"a price\", \"id\": \"7\"}," + ship() + "]");

        assertThat(mapped.ignored()).singleElement().satisfies(ignored -> {
            assertThat(ignored.eventId()).isEqualTo("7");
            assertThat(ignored.reason()).isEqualTo("a price");
        });
        assertThat(mapped.groups()).hasSize(1);
    }

    @Test
    void transfers_and_locations_are_resolved_too() {
        var company =
                new TempCompany(home).write("mappings/s/locations.csv", "code,location\nHAM,WH1\n9524170000284,WH2\n");

        var mapped = company.map(
                ship("type=\"transfer-out\"", "location=\"HAM\"", "toLocation=\"9524170000284\"", "reference=\"T\""));
        var wrong = company.map(ship("location=\"9524170000285\""));

        var movement = (MovementEvent) mapped.groups().get(0).events().get(0);
        assertThat(String.valueOf(movement.toLocation())).isEqualTo("WH2");
        assertThat(wrong.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).contains("as a GLN its check digit is wrong"));
        assertThat(company.map(ship("type=\"transfer-out\"", "location=\"HAM\""))
                        .failures())
                .extracting(Failure::message)
                .containsExactly("toLocation is missing");
    }

    @Test
    void a_gtin_in_any_length_is_the_item() {
        var company = new TempCompany(home).write("mappings/s/skus.csv", "code,sku\nX,R\n");

        assertThat(company.map(ship("sku=\"9524170001007\""))
                        .groups()
                        .get(0)
                        .events()
                        .get(0)
                        .header()
                        .sku()
                        .value())
                .isEqualTo("A");
        assertThat(company.map(ship("sku=\"9524170001006\"")).failures()).hasSize(1);
    }

    @Test
    void rows_keep_their_line() {
        var company = new TempCompany(home)
                .withFiles()
                .write(
                        "mappings/s/row.jq",
                        ". + {type: \"level\", asOf: \"2026-11-21T10:00:00Z\"} |"
                                + " .states = {onHand: .n} | del(.n)");
        var mappings = company.folder().mappings();
        var file = TempCompany.delivery("text/csv", new byte[0]);

        var good = mappings.mapRow(file, 17, Map.of("id", "1", "sku", "A", "location", "WH1", "n", "3"));
        var bad = mappings.mapRow(file, 18, Map.of("id", "1", "sku", "B", "location", "WH1", "n", "3"));

        assertThat(good.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.line()).isEqualTo(17));
        assertThat(bad.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.line()).isEqualTo(18));
    }

    @Test
    void a_source_without_a_program_speaks_the_canonical_form_on_resume_only() {
        var mappings = new TempCompany(home).folder().mappings();
        var manual = new SourceId("manual");
        var delivery = new Delivery(
                new ReceiptId(new UUID(0, 2)),
                manual,
                "api",
                TempCompany.RECEIVED,
                "application/json",
                Map.of(),
                null,
                ship().getBytes(StandardCharsets.UTF_8));

        assertThat(mappings.knows(manual)).isFalse();
        assertThat(mappings.map(delivery).failures())
                .extracting(Failure::cause)
                .containsExactly(CauseClass.CONFIGURATION);
        assertThat(mappings.resume(delivery, ship()).groups()).hasSize(1);
    }

    private static UUID hash(Mapped mapped) {
        return mapped.groups().get(0).events().get(0).header().hash();
    }
}
