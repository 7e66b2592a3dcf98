package io.stockrelay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.platform.DataFolder;
import io.stockrelay.platform.Folders;
import io.stockrelay.platform.Secrets;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.FileRun;
import io.stockrelay.source.FileRuns;
import io.stockrelay.source.Guards;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.source.SourceSettings.Autumn;
import io.stockrelay.source.SourceSettings.CsvFile;
import io.stockrelay.stock.Authority;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.LocationSettings;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import io.stockrelay.testkit.FixedSources;
import io.stockrelay.testkit.PlainMappings;
import io.stockrelay.testkit.RecordingDeadLetters;
import io.stockrelay.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Files over real SFTP into the real ledger on real PostgreSQL. */
@DirtiesContext
@SpringBootTest(
        classes = FileRoutesIT.Parts.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "camel.main.routes-include-pattern=file:routes/templates/sftp-file.camel.yaml,"
                    + "file:routes/templates/failures.camel.yaml,file:routes/sources/threepl.camel.yaml",
            "stockrelay.sftp.port=0",
            "stockrelay.sftp.accounts=threepl",
            "management.endpoint.health.validate-group-membership=false"
        })
class FileRoutesIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    @TempDir
    static Path data;

    static final SourceId THREEPL = new SourceId("threepl");
    static final Charset CHARSET = Charset.forName("windows-1252");

    @DynamicPropertySource
    static void folders(DynamicPropertyRegistry registry) {
        registry.add("stockrelay.data", () -> data.toString());
    }

    @Autowired
    FileRuns runs;

    @Autowired
    HeldRuns held;

    @Autowired
    Positions positions;

    @Autowired
    FixedSources directory;

    @Autowired
    RecordingDeadLetters deadLetters;

    @BeforeEach
    void anew() {
        deadLetters.kept().clear();
        directory.guard(new Guards(100, Integer.MAX_VALUE, Guards.QUANTITY_MAX_DEFAULT));
    }

    @Test
    void every_row_gets_its_outcome_and_the_file_is_moved_with_its_result() throws IOException {
        upload("a.csv", """
                id;sku;quantity
                A1;TÜR-1;5
                A2;?X;1
                A3;S-3;many
                A4;"S-4;1
                A5;S-5;7
                A6;S-5;8
                """);

        String result = result("done", "a.csv");
        assertThat(onHand("TÜR-1")).isEqualTo(5);
        assertThat(onHand("S-5")).isEqualTo(7);
        assertThat(result)
                .contains("# state: done", "# rows: 6", "# applied: 2", "# deadLetter: 4")
                .contains("2;applied;A1;TÜR-1;WH1;")
                .contains("3;deadLetter;A2;X;;SKU ?X is not known")
                .contains("4;deadLetter;A3;")
                .contains("5;deadLetter;;;;line 5: the quotes of the row do not match")
                .contains("7;deadLetter;A6;S-5;WH1;")
                .contains("line 7 repeats SKU S-5 at WH1, which line 6 stated already");
        assertThat(sftp("in/a.csv")).doesNotExist();
        assertThat(sftp("done/a.csv")).exists();
    }

    @Test
    void the_same_file_again_is_known_and_changes_nothing() throws IOException {
        String text = "id;sku;quantity\nB1;B-1;5\n";
        upload("b.csv", text);
        result("done", "b.csv");

        upload("b.csv", text);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> runs.list(THREEPL, 10).stream()
                                .filter(run -> run.fileName().equals("b.csv") && run.folder() != null)
                                .count()
                        == 2);
        var again = runs.list(THREEPL, 1).get(0);
        assertThat(again.counts()).isEqualTo(Map.of(Outcome.DUPLICATE, 1L));
        assertThat(again.problem()).startsWith("the very same file came before: run ");
        soon(() -> assertThat(Files.list(sftp("done")).map(Path::getFileName).map(Path::toString))
                .filteredOn(name -> name.startsWith("b."))
                .hasSize(4));
    }

    @Test
    void a_file_with_something_wrong_with_the_whole_is_refused_whole() throws IOException {
        upload("empty.csv", "");
        upload("header.csv", "id;sku;quantity\n");
        upload("column.csv", "id;sku;amount\nC1;C-1;5\n");
        Files.write(sftp("in/utf8.csv.tmp"), new byte[] {'i', 'd', (byte) 0x81, '\n'});
        Files.move(sftp("in/utf8.csv.tmp"), sftp("in/utf8.csv"));

        assertThat(result("failed", "empty.csv")).contains("# state: refused", "the file is empty; nothing of it");
        assertThat(result("failed", "header.csv")).contains("the file has a header and no rows");
        assertThat(result("failed", "column.csv")).contains("the header lacks quantity; it has id, sku, amount");
        assertThat(result("failed", "utf8.csv")).contains("the file is not written in windows-1252");
    }

    @Test
    void a_file_of_which_nothing_could_be_taken_is_moved_to_failed() throws IOException {
        upload("unknown.csv", "id;sku;quantity\nD1;?D-1;5\n");

        assertThat(result("failed", "unknown.csv")).contains("# deadLetter: 1");
    }

    @Test
    void unfinished_hidden_and_dangerous_names_are_not_touched() throws IOException {
        Files.writeString(sftp("in/e.csv.part"), "id");
        Files.writeString(sftp("in/.hidden.csv"), "id");
        Files.writeString(sftp("in/x..csv"), "id;sku;quantity\nE1;E-1;5\n");

        soon(() -> assertThat(deadLetters.kept()).hasSize(1));
        assertThat(deadLetters.kept().get(0).failure().message()).contains("file name 'x..csv' is refused");
        assertThat(sftp("in/e.csv.part")).exists();
        assertThat(sftp("in/.hidden.csv")).exists();
        assertThat(sftp("in/x..csv")).exists();
        Files.delete(sftp("in/x..csv"));
    }

    @Test
    void an_accident_is_held_until_somebody_approves_it() throws IOException {
        upload("f1.csv", "id;sku;quantity\nF1;F-1;100000\nF2;F-2;100000\n");
        result("done", "f1.csv");
        directory.guard(new Guards(0, 0, Guards.QUANTITY_MAX_DEFAULT));
        DB.jdbc()
                .sql("update position_state set base_as_of = base_as_of - interval '1 hour'")
                .update();

        upload("f2.csv", "id;sku;quantity\nF3;F-1;0\nF4;F-2;0\n");

        assertThat(result("held", "f2.csv")).contains("# state: held", "SKUs in stock at WH1 to zero", "2;held;");
        assertThat(onHand("F-1")).isEqualTo(100000);
        var run = runs.list(THREEPL, 50).stream()
                .filter(one -> one.fileName().equals("f2.csv"))
                .findFirst()
                .orElseThrow();
        assertThat(run.state()).isEqualTo(FileRun.State.HELD);
        assertThat(held.approve(run.id(), "anna")).isPresent();
        assertThat(held.approve(run.id(), "bert")).isEmpty();
        soon(() -> assertThat(onHand("F-1")).isZero());
        soon(() -> assertThat(Files.readString(sftp("held/f2.csv.result.csv"))).contains("# state: done"));
    }

    @Test
    void a_large_file_goes_in_chunks_and_is_reported_whole() throws IOException {
        String rows = IntStream.rangeClosed(1, 7_001)
                .mapToObj(i -> "G" + i + ";G-" + i + ";" + i)
                .collect(Collectors.joining("\n"));
        upload("g.csv", "id;sku;quantity\n" + rows);

        String result = result("done", "g.csv");

        assertThat(result).contains("# applied: 7001");
        assertThat(result.lines().filter(line -> !line.startsWith("#"))).hasSize(7_002);
        assertThat(onHand("G-7001")).isEqualTo(7_001);
        soon(() -> assertThat(DB.jdbc()
                        .sql(
                                "select count(*) from run_row r join file_run f on f.id = r.run_id where f.file_name = 'g.csv'")
                        .query(Long.class)
                        .single())
                .as("rows kept after the file was moved")
                .isZero());
    }

    private long onHand(String sku) {
        var key = new PositionKey(new Sku(sku), new LocationId("WH1"));
        return positions.read(List.of(key)).get(key).onHand();
    }

    private static void upload(String name, String text) throws IOException {
        Files.write(sftp("in/" + name + ".tmp"), text.getBytes(CHARSET));
        Files.move(sftp("in/" + name + ".tmp"), sftp("in/" + name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String result(String folder, String name) throws IOException {
        soon(() -> assertThat(sftp(folder + "/" + name)).exists());
        return Files.readString(sftp(folder + "/" + name + ".result.csv"), StandardCharsets.UTF_8);
    }

    private static Path sftp(String path) {
        return data.resolve("sftp/threepl").resolve(path);
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
    @ComponentScan({"io.stockrelay.stock.jdbc", "io.stockrelay.source.jdbc", "io.stockrelay.platform.sftp"})
    @Import({IntakeConfiguration.class, FileConfiguration.class})
    static class Parts {

        @Bean
        DataSource dataSource() {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(DB.url());
            pool.setMaximumPoolSize(8);
            return pool;
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean(destroyMethod = "")
        DataFolder dataFolder() {
            return DataFolder.take(Folders.of(".", data.toString()));
        }

        @Bean
        Secrets secrets() {
            return new Secrets(data.resolve("secrets"));
        }

        @Bean
        FixedSources directory() {
            var file = new CsvFile("windows-1252", ';', List.of("id", "sku", "quantity"), 1_000_000, 100_000_000);
            return new FixedSources(List.of(new SourceSettings(
                    THREEPL, "3PL", ZoneOffset.UTC, Autumn.EARLIER, "x", Duration.ofMinutes(5), false, null, file)));
        }

        @Bean
        StockPolicy policy() {
            Map<StockState, SourceId> states = new EnumMap<>(StockState.class);
            for (var state : StockState.values()) {
                states.put(state, THREEPL);
            }
            var wh1 = new LocationId("WH1");
            var settings = new LocationSettings(wh1, "WH1", states, Map.of(), LocationSettings.InTransit.REFERENCES);
            return new StockPolicy(
                    new Authority(Map.of(wh1, settings)), new Clocks(Map.of()), source -> source.value());
        }

        @Bean
        Mappings mappings() {
            return new PlainMappings();
        }

        @Bean
        RecordingDeadLetters deadLetters() {
            return new RecordingDeadLetters();
        }
    }
}
