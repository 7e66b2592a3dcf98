package io.stockrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SettingsConfigTest {

    private static final Path HOME = Path.of("").toAbsolutePath();

    @TempDir
    Path home;

    @Test
    void the_sample_company_becomes_beans() {
        new ApplicationContextRunner()
                .withUserConfiguration(SettingsConfig.class)
                .withPropertyValues("stockrelay.home=" + HOME)
                .run(context -> {
                    assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(Settings.class)
                            .hasSingleBean(StockPolicy.class);
                    assertThat(context.getBean(Mappings.class).knows(new SourceId("wms")))
                            .isTrue();
                    assertThat(context.getBean(Catalogue.class).item(new Sku("GAS-230")))
                            .isPresent();
                    assertThat(context.getBean(Generation.class).value()).matches("[0-9a-f]{12}");
                });
    }

    @Test
    void a_lot_expires_by_the_calendar_of_its_location_and_the_margin_of_its_item() throws IOException {
        write("config/stockrelay.yaml", "locations: { A: { zone: Europe/Berlin }, B: {} }\n");
        write("mappings/items.csv", "sku,description,base_unit,lots,expiry_margin_days\nGEL,g,EA,yes,7\n");

        new ApplicationContextRunner()
                .withUserConfiguration(SettingsConfig.class)
                .withPropertyValues("stockrelay.home=" + home)
                .run(context -> {
                    var lots = context.getBean(StockPolicy.class).lots();
                    var last = LocalDate.parse("2026-12-24");
                    assertThat(lots.unusableFrom(new PositionKey(new Sku("GEL"), new LocationId("A")), last))
                            .isEqualTo("2026-12-17T23:00:00Z");
                    assertThat(lots.unusableFrom(new PositionKey(new Sku("GEL"), new LocationId("B")), last))
                            .isEqualTo("2026-12-18T00:00:00Z");
                });
    }

    @Test
    void a_bad_configuration_stops_the_start_kindly(CapturedOutput output) throws IOException {
        write("config/stockrelay.yaml", """
                sorces: {}
                sources: { erp: { webhook: { secrets: ["${NO_SUCH_VARIABLE}"] } } }
                """);
        write("mappings/items.csv", "sku,description,base_unit,gtin\nA,a,EA,09524170001006\n");
        write("mappings/erp/event.jq", "{ id: ");
        var application = new SpringApplication(SettingsConfig.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        var thrown = catchThrowable(() -> application.run(
                "--stockrelay.home=" + home, "--logging.level.org.springframework.boot.diagnostics=ERROR"));

        assertThat(thrown).isNotNull();
        assertThat(output.getAll())
                .contains("The configuration has 4 problems; nothing was started")
                .contains("config/stockrelay.yaml:1:1  sorces: is not known")
                .contains("Did you mean 'sources'?")
                .contains("NO_SUCH_VARIABLE")
                .contains("mappings/items.csv:2  '09524170001006' is not a GTIN")
                .contains("Its last digit should be 7.")
                .contains("mappings/erp/event.jq:")
                .doesNotContain("\tat io.stockrelay");
    }

    @Test
    void rules_and_listings_must_fit_the_master_data() throws IOException {
        write("config/stockrelay.yaml", """
                locations: { A: {}, B: {} }
                channels:
                  shop: { adapter: http, locations: [A], listing: per-location }
                  mall: { adapter: http, locations: [A] }
                rules:
                  - name: r
                    for: { sku: NONE, category: none }
                    cap-units: 1
                """);
        write("mappings/items.csv", "sku,description,base_unit\nX,x,EA\n");
        write("mappings/channels/shop/listings.csv", "sku,location,id\nX,B,1\nX,,2\n");
        write("mappings/channels/mall/listings.csv", "sku,location,id\nX,A,1\n");

        var refused = catchThrowable(() -> HomeFolder.read(home, name -> null, Clock.systemUTC()));

        assertThat(refused)
                .hasMessageContaining("config/stockrelay.yaml:6  the rule 'r' selects the SKU 'NONE'")
                .hasMessageContaining("selects the category 'none'")
                .hasMessageContaining("shop/listings.csv:2  the location B does not serve the channel")
                .hasMessageContaining("shop/listings.csv:3  the channel lists per location")
                .hasMessageContaining("mall/listings.csv:2  the channel's listings are pooled");
    }

    @Test
    void a_safety_stock_of_a_kit_is_warned_of_because_it_has_none() throws IOException {
        write("config/stockrelay.yaml", """
                locations: { A: {} }
                rules:
                  - name: two sets
                    for: { sku: SET }
                    safety-stock-units: 2
                  - name: few sets
                    for: { sku: SET }
                    cap-units: 5
                """);
        write("mappings/items.csv", "sku,description,base_unit\nX,x,EA\nSET,s,EA\n");
        write("mappings/kits.csv", "kit,component,units\nSET,X,2\n");

        assertThat(HomeFolder.read(home, name -> null, Clock.systemUTC()).warnings())
                .filteredOn(problem -> problem.code().equals("safety-stock-of-kit"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.told())
                        .contains(
                                "config/stockrelay.yaml:3  the rule 'two sets' keeps a safety stock of the kit 'SET'"));
    }

    @Test
    void a_generation_changes_with_any_byte_and_any_name() throws IOException {
        write("config/a.yaml", "1");
        var first = Generations.of(home);

        assertThat(Generations.of(home)).isEqualTo(first);
        write("config/.a.yaml.swp", "editor");
        assertThat(Generations.of(home)).isEqualTo(first);
        write("routes/r.camel.yaml", "1");
        var second = Generations.of(home);
        assertThat(second).isNotEqualTo(first);
        write("config/a.yaml", "2");
        assertThat(Generations.of(home)).isNotIn(first, second);
    }

    private void write(String file, String text) throws IOException {
        var path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
