package io.stockrelay.mapping;

import static io.stockrelay.mapping.TempCompany.ship;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Problem;
import io.stockrelay.shared.Sku;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "items.csv|sku,description,base_unit;A,a,EA;A,b,EA|3|duplicate-item",
                "items.csv|sku,description,base_unit,gtin;A,a,EA,9524170001007;B,b,EA,09524170001007|3|duplicate-item",
                "items.csv|sku,description,base_unit,gtin;A,a,EA,9524170001008|2|gtin",
                "items.csv|sku,description,base_unit,gtin;A,a,EA,12345|2|gtin",
                "items.csv|sku,description,base_unit,decimals;A,a,EA,7|2|decimals",
                "items.csv|sku,description,base_unit;A,a,|2|missing-unit",
                "items.csv|sku,description,base_unit;,a,EA|2|sku",
                "items.csv|sku,description;A,a|1|missing-column",
                "items.csv|sku,description,base_unit,colour;A,a,EA,red|1|unknown-column",
                "items.csv|sku,description,base_unit;A,a,EA,x|2|field-count",
                "items.csv||1|empty-table",
                "kits.csv|kit,component,units;NONE,A,1|2|unknown-sku",
                "kits.csv|kit,component,units;A,NONE,1|2|unknown-sku",
                "kits.csv|kit,component,units;A,A,1|2|kit-of-itself",
                "kits.csv|kit,component,units;R,A,1|2|kit-decimals",
                "kits.csv|kit,component,units;A,R,0|2|kit-units",
                "kits.csv|kit,component,units;A,R,-1|2|kit-units",
                "kits.csv|kit,component,units;A,R,1.5|2|kit-units",
                "kits.csv|kit,component,units;A,R,1000001|2|kit-units",
                "kits.csv|kit,component,units;A,R,|2|kit-units",
                "kits.csv|kit,component,units;A,R,1;A,R,2|3|duplicate-component",
                "kits.csv|kit,component,units,from;A,R,1,2026-01-01;A,R,1,2026-01-01|3|duplicate-component",
                "kits.csv|kit,component,units,from;A,R,1,1.1.2026|2|from",
                "kits.csv|kit,component,units,from;A,R,1,2026-02-30|2|from",
                "kits.csv|kit,component;A,R|1|missing-column",
                "kits.csv|kit,component,units,until;A,R,1,|1|unknown-column",
                "units.csv|unit,numerator,denominator;KAR,12,1;KAR,12,1|3|duplicate-unit",
                "units.csv|unit,numerator,denominator;KAR,12,0|2|factor",
                "units.csv|unit,numerator,denominator;KAR,1.5,1|2|factor",
                "units.csv|unit,sku,numerator,denominator;KAR,NONE,1,1|2|unknown-sku",
                "s/skus.csv|code,sku;X,A;X,R|3|duplicate-code",
                "s/skus.csv|code,sku;X,A;X,A|3|duplicate-code",
                "s/skus.csv|code,sku;X,NONE|2|unknown-sku",
                "s/skus.csv|code,sku;,A|2|empty-code",
                "s/locations.csv|code,location;H,WH9|2|unknown-location",
                "s/locations.csv|code,location;H,WH1;H,WH2|3|duplicate-code",
                "s/locations.csv|code,location;9524170000285,WH1|2|gln",
                "s/units.csv|unit,numerator,denominator;KAR,-1,1|2|factor",
                "channels/amazon/listings.csv|sku,seller_sku;A,1;A,2|3|duplicate-listing",
                "channels/amazon/listings.csv|sku,seller_sku;A,1;R,1|3|duplicate-listing",
                "channels/amazon/listings.csv|sku,seller_sku;NONE,1|2|unknown-sku",
                "channels/amazon/listings.csv|sku,location,seller_sku;A,WH9,1|2|unknown-location",
                "channels/amazon/listings.csv|sku,seller_sku;A,|2|missing-id",
                "channels/amazon/listings.csv|sku;A|2|missing-id",
            })
    void conflicts_in_a_table_are_told_with_file_and_line(String file, String lines, int line, String code) {
        var company =
                new TempCompany(home).write("mappings/" + file, (lines == null ? "" : lines + "\n").replace(';', '\n'));

        assertThat(company.folder().problems()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("mappings/" + file);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.code()).isEqualTo(code);
        });
    }

    @Test
    void a_kit_is_made_of_items_only_and_of_a_bounded_number() {
        var items = new StringBuilder("sku,description,base_unit\nSET,s,EA\nBOX,b,EA\n");
        var kits = new StringBuilder("kit,component,units\nBOX,SET,1\n");
        for (int i = 0; i <= KitRows.COMPONENTS_MAX; i++) {
            items.append("C").append(i).append(",c,EA\n");
            kits.append("SET,C").append(i).append(",1\n");
        }
        var company = new TempCompany(home)
                .write("mappings/items.csv", items.toString())
                .write("mappings/kits.csv", kits.toString());

        assertThat(company.folder().problems())
                .extracting(Problem::code, Problem::line)
                .containsExactlyInAnyOrder(tuple("kit-in-kit", 2), tuple("components", 103));
    }

    @Test
    void a_company_without_kits_has_none_and_one_with_them_has_their_newest_bill() {
        var company = new TempCompany(home);
        var kit = new Sku("A");
        var at = Instant.parse("2026-03-01T00:00:00Z");

        assertThat(company.folder().catalogue().kit(kit, at)).isEmpty();
        company.write(
                "mappings/kits.csv", "kit,component,units,from\nA,R,1000000,2026-03-01\nA,R,7,\nA,R,9,2026-03-02\n");
        assertThat(company.folder().problems()).isEmpty();
        assertThat(company.folder().catalogue().kit(kit, at))
                .contains(new Kit(kit, List.of(new Kit.Component(new Sku("R"), 1_000_000))));
        assertThat(company.folder().catalogue().kits().skus()).containsExactly(kit);
    }

    @Test
    void tables_may_begin_with_a_byte_order_mark_and_quote_their_fields() {
        var company = new TempCompany(home).write("mappings/s/skus.csv", "\uFEFFcode,sku\r\n\"X;,\"\"1\",A\r\n");

        assertThat(company.folder().problems()).isEmpty();
        assertThat(company.map(ship("sku=\"X;,\\\"1\"")).groups()).hasSize(1);
    }

    @Test
    void a_table_in_another_encoding_or_with_an_open_quote_is_told() {
        var latin = new TempCompany(home)
                .write("mappings/s/skus.csv", "code,sku\nGröße,A\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(latin.folder().problems()).extracting(Problem::code).containsExactly("encoding");

        var quote = latin.write("mappings/s/skus.csv", "code,sku\n\"X\"Y,A\n");
        assertThat(quote.folder().problems()).extracting(Problem::code).containsExactly("csv");
    }

    @Test
    void a_program_that_does_not_compile_is_told_with_its_place() {
        var company = new TempCompany(home).write("mappings/s/event.jq", "{a:\n 1 2}");

        assertThat(company.folder().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("jq");
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.column()).isEqualTo(4);
        });
    }

    @Test
    void a_source_needs_a_program_for_what_it_sends() throws IOException {
        var company = new TempCompany(home).withFiles();

        assertThat(company.folder().problems()).extracting(Problem::file).containsExactly("mappings/s/row.jq");
        Files.delete(home.resolve("mappings/s/event.jq"));
        company.write("mappings/s/row.jq", ".");
        assertThat(company.folder().problems()).isEmpty();
    }

    @Test
    void a_channels_listings_keep_their_ids() {
        var listings = SampleCompany.mappings().catalogue().listings(new ChannelId("shopify"));

        assertThat(listings.get(0).ids())
                .containsEntry("inventory_item_id", "gid://shopify/InventoryItem/44100000001")
                .containsEntry("location_id", "gid://shopify/Location/70100000001");
        assertThat(String.valueOf(listings.get(0).location())).isEqualTo("WH1");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void a_million_cross_references_load_in_sane_time_and_memory() throws IOException {
        var company = new TempCompany(home);
        try (var out = Files.newBufferedWriter(home.resolve("mappings/s/skus.csv"))) {
            out.write("code,sku\n");
            for (int code = 0; code < 1_000_000; code++) {
                out.write("CODE-" + code + ",A\n");
            }
        }
        long before = used();
        long start = System.nanoTime();
        var folder = company.folder();
        long millis = (System.nanoTime() - start) / 1_000_000;
        long megabytes = (used() - before) >> 20;

        assertThat(folder.problems()).isEmpty();
        assertThat(folder.mappings().knows(TempCompany.SOURCE)).isTrue();
        assertThat(megabytes).as("MB kept").isLessThan(200);
        assertThat(millis).as("ms to load").isLessThan(10_000);
    }

    @SuppressWarnings("SystemGc")
    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
