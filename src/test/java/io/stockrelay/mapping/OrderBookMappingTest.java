package io.stockrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.testkit.SampleHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderBookMappingTest {

    private static final String ACK = """
            {"id":"K1","type":"acknowledge","reference":"SO-1","location":"WH1","takenOverAt":"2026-11-21T11:30:00Z",
             "lines":[%s]}""";

    @TempDir
    Path home;

    private Mapped map(String event) {
        return new TempCompany(home).map(event);
    }

    private static BookEvent only(Mapped mapped) {
        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.groups()).hasSize(1);
        assertThat(mapped.groups().get(0).events()).hasSize(1);
        return (BookEvent) mapped.groups().get(0).events().get(0);
    }

    @Test
    void an_acknowledgement_is_one_event_for_each_position() {
        var event = only(map(ACK.formatted("{\"line\":\"1\",\"sku\":\"A\",\"quantity\":\"10\"}")));

        assertThat(event.units()).isEqualTo(10);
        assertThat(event.order()).isEqualTo(new OrderReference("s", "SO-1"));
        assertThat(event.alias()).isNull();
        assertThat(event.header().key().id()).isEqualTo("K1#1");
        assertThat(event.header().at()).isEqualTo("2026-11-21T11:30:00Z");
        assertThat(event.completesList()).isFalse();
    }

    @Test
    void lines_over_one_position_are_added_up() {
        var event = only(
                map(
                        ACK.formatted(
                                "{\"line\":\"1\",\"sku\":\"A\",\"quantity\":\"10\"},{\"line\":\"2\",\"sku\":\"A\",\"quantity\":\"2\"}")));

        assertThat(event.units()).isEqualTo(12);
    }

    @Test
    void without_a_time_it_was_taken_over_as_late_as_it_can_have_been() {
        var event = only(map("""
                {"id":"K1","type":"acknowledge","reference":"SO-1","alias":"E-9","referenceNamespace":"shop",
                 "location":"WH1","lines":[{"sku":"A","quantity":"1"}]}"""));

        assertThat(event.header().at()).isEqualTo(TempCompany.RECEIVED.plusSeconds(300));
        assertThat(event.order()).isEqualTo(new OrderReference("shop", "SO-1"));
        assertThat(event.alias()).isEqualTo(new OrderReference("s", "E-9"));
    }

    @Test
    void a_list_is_complete_with_its_last_line() {
        var mapped = map("""
                {"id":"L1","type":"open-orders","location":"WH1","asOf":"2026-11-21T11:30:00Z",
                 "lines":[{"reference":"SO-1","sku":"A","quantity":"3"},{"reference":"SO-2","sku":"A","quantity":"0"}]}""");

        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.groups().get(0).events())
                .extracting(event -> ((BookEvent) event).completesList())
                .isEqualTo(List.of(false, true));
        assertThat(mapped.groups().get(0).events())
                .extracting(event -> ((BookEvent) event).order().reference())
                .isEqualTo(List.of("SO-1", "SO-2"));
    }

    @Test
    void its_content_is_all_its_lines() {
        var one = only(map(ACK.formatted("{\"sku\":\"A\",\"quantity\":\"10\"}")));
        var same = only(map(ACK.formatted("{\"sku\":\"A\",\"quantity\":\"10.0\"}")));
        var other = only(map(ACK.formatted("{\"sku\":\"A\",\"quantity\":\"11\"}")));

        assertThat(same.header().hash()).isEqualTo(one.header().hash());
        assertThat(other.header().hash()).isNotEqualTo(one.header().hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"sku\":\"A\",\"quantity\":\"-1\"} | VALIDATION | must not be negative",
                "{\"sku\":\"A\",\"quantity\":\"0.5\"} | VALIDATION | not a whole number",
                "{\"sku\":\"A\",\"quantity\":\"99999999999999\"} | VALIDATION | more than the limit",
                "{\"sku\":\"A\",\"quantity\":\"ten\"} | VALIDATION | not a number",
                "{\"sku\":\"A\"} | MAPPING | quantity is missing",
                "{\"quantity\":\"1\"} | MAPPING | sku is missing",
                "{\"sku\":\"A\",\"quantity\":\"1\",\"reference\":\"SO-2\"} | MAPPING | 'reference' is not known",
                "{\"sku\":\"ZZZ\",\"quantity\":\"1\"} | MAPPING | SKU code 'ZZZ'",
                "{\"sku\":\"A\",\"quantity\":\"1\",\"location\":\"NOWHERE\"} | MAPPING | location code 'NOWHERE'",
                "{\"sku\":\"A\",\"quantity\":\"1\"},{\"sku\":\"A\",\"quantity\":\"2\"} | VALIDATION | was told before",
                "7 | MAPPING | 7 is no line",
                "~~ | MAPPING | lines is missing or empty"
            })
    void a_line_that_cannot_be_takes_the_whole_along(String lines, CauseClass cause, String told) {
        var mapped = map(ACK.formatted(lines == null ? "" : lines));

        assertThat(mapped.groups()).isEmpty();
        assertThat(mapped.failures()).hasSize(1);
        assertThat(mapped.failures().get(0).message()).contains(told);
        assertThat(mapped.failures().get(0).cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\":\"L\",\"type\":\"open-orders\",\"location\":\"WH1\",\"lines\":[{\"reference\":\"R\",\"sku\":\"A\",\"quantity\":\"1\"}]} | asOf is missing",
                "{\"id\":\"L\",\"type\":\"open-orders\",\"asOf\":\"2026-11-21T11:30:00Z\",\"lines\":[{\"reference\":\"R\",\"sku\":\"A\",\"quantity\":\"1\"}]} | location is missing",
                "{\"id\":\"L\",\"type\":\"open-orders\",\"location\":\"WH1\",\"asOf\":\"2026-11-21T11:30:00Z\",\"lines\":[{\"sku\":\"A\",\"quantity\":\"1\"}]} | reference is missing",
                "{\"id\":\"L\",\"type\":\"open-orders\",\"location\":\"WH1\",\"asOf\":\"2026-11-21T12:30:00Z\",\"lines\":[{\"reference\":\"R\",\"sku\":\"A\",\"quantity\":\"1\"}]} | is in the future",
                "{\"id\":\"K\",\"type\":\"acknowledge\",\"location\":\"WH1\",\"lines\":[{\"sku\":\"A\",\"quantity\":\"1\"}]} | reference is missing",
                "{\"id\":\"K\",\"type\":\"acknowledge\",\"reference\":\"R\",\"lines\":[{\"sku\":\"A\",\"quantity\":\"1\"}]} | location is missing",
                "{\"id\":\"K\",\"type\":\"acknowledge\",\"reference\":\"R\",\"alias\":\"R\",\"location\":\"WH1\",\"lines\":[{\"sku\":\"A\",\"quantity\":\"1\"}]} | is the reference itself",
                "{\"id\":\"K\",\"type\":\"acknowledge\",\"reference\":\"R\",\"quantity\":\"1\",\"location\":\"WH1\",\"lines\":[{\"sku\":\"A\",\"quantity\":\"1\"}]} | quantity does not belong"
            })
    void what_is_missing_is_named(String event, String told) {
        var mapped = map(event);

        assertThat(mapped.groups()).isEmpty();
        assertThat(mapped.failures().get(0).message()).contains(told);
    }

    @Test
    void the_samples_file_of_open_orders_is_understood_by_the_sample_company() throws IOException {
        SampleHome.copyTo(home);
        Files.copy(Path.of("samples/open-orders/row.jq"), home.resolve("mappings/erp/row.jq"));
        var erp = SampleCompany.source("erp", false, true)
                .inNamespace("acme-orders")
                .listingOrders();
        var mappings = MappingFolder.read(
                        home,
                        List.of(erp),
                        SampleCompany.locations(),
                        SampleCompany.channels(),
                        SampleCompany.QUANTITY_MAX,
                        Clock.fixed(SampleCompany.NOW, ZoneOffset.UTC))
                .mappings();
        var file = new Delivery(
                TempCompany.delivery("text/csv", new byte[0]).receipt(),
                new SourceId("erp"),
                "erp-orders",
                SampleCompany.NOW,
                "text/csv",
                Map.of(),
                "open-orders.csv",
                new byte[0]);
        var lines = Files.readAllLines(Path.of("samples/open-orders/open-orders_20260302_0600.csv"));
        var columns = lines.get(0).split(";", -1);

        for (int line = 1; line < lines.size(); line++) {
            var row = new HashMap<String, String>();
            var values = lines.get(line).split(";", -1);
            for (int column = 0; column < columns.length; column++) {
                row.put(columns[column], values[column]);
            }
            var event = only(mappings.mapRow(file, line + 1L, row));
            assertThat(event.header().location()).hasToString("WH2");
            assertThat(event.completesList()).isTrue();
        }
        assertThat(lines).hasSizeGreaterThan(3);
    }
}
