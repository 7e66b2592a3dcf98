package io.stockrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.stockrelay.availability.Rule;
import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.channel.ChannelSettings.Listing;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Problem;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SourceSettings.Autumn;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.StockState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

    private static final Path HOME = Path.of("").toAbsolutePath();

    @TempDir
    Path home;

    @Test
    void the_sample_company_loads_without_a_single_problem() {
        var loaded = SettingsLoader.load(HOME, name -> null);

        assertThat(loaded.problems()).isEmpty();
        var settings = loaded.orThrow();
        assertThat(settings.sources())
                .extracting(source -> source.id().value())
                .containsExactly("erp", "wms", "threepl", "markthalle", "shopify", "manual");
        assertThat(settings.source(new SourceId("wms")).orElseThrow().autumn()).isEqualTo(Autumn.LATER);
        assertThat(settings.source(new SourceId("threepl")).orElseThrow().sumRows())
                .isTrue();
        var shopify = settings.channel(new ChannelId("shopify")).orElseThrow();
        assertThat(shopify.listing()).isEqualTo(Listing.PER_LOCATION);
        assertThat(shopify.locations()).containsExactly(new LocationId("WH1"), new LocationId("WH2"));
        assertThat(shopify.connection()).containsEntry("shop", "acme-outdoor");
        assertThat(settings.guards().quantityMax()).isEqualTo(1_000_000_000);
    }

    @Test
    void authority_and_clocks_reach_the_ledgers_policy() {
        var policy = SettingsLoader.load(HOME, name -> null).orThrow().stockPolicy();
        var wms = new SourceId("wms");
        var erp = new SourceId("erp");
        var hamburg = new LocationId("WH1");

        assertThat(policy.authority().mayState(wms, hamburg, StockState.ON_HAND))
                .isTrue();
        assertThat(policy.authority().mayState(erp, hamburg, StockState.ON_HAND))
                .isFalse();
        assertThat(policy.authority().mayMove(wms, hamburg, EventType.SHIP)).isTrue();
        assertThat(policy.authority().mayMove(erp, hamburg, EventType.EXPECT)).isTrue();
        assertThat(policy.authority().mayMove(wms, hamburg, EventType.EXPECT)).isFalse();
        assertThat(policy.clocks().between(new SourceId("threepl"), erp))
                .isEqualTo(new Clocks.Slack(Duration.ofMinutes(2), Duration.ofMinutes(30)));
        assertThat(policy.references().namespaceOf(wms)).isEqualTo("acme-orders");
    }

    @Test
    void a_source_says_what_its_figure_is_less_of_and_others_never_state_an_order_book() {
        var settings = SettingsLoader.load("""
                sources:
                  erp:
                    figure: salable
                    nets: [allocated, quality-hold]
                    overdue-after: 3d
                  wms: {}
                locations:
                  WH1:
                    states: { on-hand: erp, allocated: erp, others: wms }
                  WH2:
                    states: { others: wms }
                """, new Reading(SettingsLoader.FILE, new Placeholders(HOME, name -> null)))
                .orThrow();
        var policy = settings.stockPolicy();
        var erp = new SourceId("erp");
        var wms = new SourceId("wms");

        assertThat(policy.figures().netsOf(erp))
                .containsExactlyInAnyOrder(StockState.ALLOCATED, StockState.QUALITY_HOLD);
        assertThat(policy.figures().netsOf(wms)).isEmpty();
        assertThat(policy.authority().statedBy(new LocationId("WH1"), StockState.ALLOCATED))
                .contains(erp);
        assertThat(policy.authority().statedBy(new LocationId("WH2"), StockState.ALLOCATED))
                .isEmpty();
        assertThat(settings.patience().bySource())
                .containsEntry(erp, Duration.ofDays(3))
                .containsEntry(wms, Duration.ofDays(14));
    }

    @Test
    void two_sources_that_ask_one_channel_for_its_orders_are_refused() {
        var yaml = """
                sources:
                  shopify: { orders: { channel: shop } }
                  erp: { orders: { channel: shop%s } }
                  other: { orders: { channel: bay } }
                  another: { orders: { channel: bay } }
                locations: { WH1: {} }
                channels:
                  shop: { adapter: shopify, locations: [WH1], fulfil-from: WH1 }
                  bay: { adapter: http, locations: [WH1], fulfil-from: WH1 }
                """;

        assertThat(problems(yaml.formatted(""))).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("channel shop", "source shopify does already");
            assertThat(problem.fix()).contains("poll: never");
            assertThat(problem.key()).isEqualTo("sources.erp.orders");
        });
        assertThat(problems(yaml.formatted(", poll: never"))).isEmpty();
    }

    @Test
    void a_file_is_of_stock_or_of_open_orders() {
        assertThat(problems("""
                sources:
                  erp: { file: { columns: [a], complete: true, order-book: true } }
                """)).extracting(Problem::code).containsExactly("conflict");
    }

    @Test
    void a_figure_that_contradicts_itself_is_refused() {
        assertThat(problems("""
                sources:
                  erp: { figure: salable }
                  wms: { nets: [allocated] }
                  pos: { figure: salable, nets: [in-transit] }
                """))
                .extracting(Problem::code)
                .containsExactly("missing-key", "contradiction", "unknown-state");
    }

    @Test
    void a_rule_knows_its_terms_and_where_it_is_written() {
        var rule = SettingsLoader.load(HOME, name -> null).orThrow().rules().stream()
                .filter(candidate -> candidate.name().equals("marketplace margin"))
                .findFirst()
                .orElseThrow();

        assertThat(rule.selector().channel()).isEqualTo(new ChannelId("amazon"));
        assertThat(rule.sharePercent()).isEqualTo(80);
        assertThat(rule.buffer()).isEqualTo(new Rule.Buffer(null, 5, 1, 20L));
        assertThat(rule.capUnits()).isEqualTo(500);
        assertThat(rule.safetyStockUnits()).isNull();
        assertThat(rule.sourceLine()).matches("config/stockrelay.yaml:\\d+");
    }

    @Test
    void every_problem_is_told_at_once_with_its_place_and_a_fix() {
        var problems = problems("""
                sorces: {}
                sources:
                  erp:
                    zone: Europe/Berlyn
                    future-tolerance: soon
                locations:
                  WH1:
                    states: { on-hand: erpp }
                channels:
                  shop:
                    adapter: shopifi
                    locations: [WH9]
                rules:
                  - name: none
                """);

        assertThat(problems)
                .extracting(Problem::line, Problem::code, Problem::key)
                .containsExactlyInAnyOrder(
                        tuple(1, "unknown-key", "sorces"),
                        tuple(4, "value", "sources.erp.zone"),
                        tuple(5, "value", "sources.erp.future-tolerance"),
                        tuple(8, "unknown-source", "locations.WH1.states.on-hand"),
                        tuple(11, "value", "channels.shop.adapter"),
                        tuple(12, "unknown-location", "channels.shop.locations"),
                        tuple(14, "empty-rule", "rules[0]"));
        assertThat(problems.get(0).fix()).isEqualTo("Did you mean 'sources'?");
        assertThat(problems.get(0).column()).isEqualTo(1);
        assertThat(problems).extracting(Problem::fix).allMatch(fix -> !fix.isBlank());
    }

    @Test
    void a_missing_secret_names_its_variable() {
        var problems = problems(webhook("${ERP_SECRET}"));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("missing-secret");
            assertThat(problem.message()).contains("ERP_SECRET").contains("sources.erp.webhook.secrets");
            assertThat(problem.line()).isEqualTo(4);
        });
    }

    @Test
    void secrets_come_from_the_environment_or_from_a_file() throws IOException {
        Files.writeString(home.resolve("secret.txt"), "from a file\n");

        var fromEnvironment = load(webhook("${ERP_SECRET}"), Map.of("ERP_SECRET", "from outside"));
        var fromFile = load(webhook("file:secret.txt"), Map.of());

        assertThat(fromEnvironment.problems()).isEmpty();
        assertThat(secretOf(fromEnvironment)).containsExactly("from outside");
        assertThat(fromFile.problems()).isEmpty();
        assertThat(secretOf(fromFile)).containsExactly("from a file");
    }

    @Test
    void a_secret_in_clear_text_is_a_warning_unless_it_is_the_sandboxes() {
        var clear = load(webhook("hunter2"), Map.of());
        var defaulted = load(webhook("${ERP_SECRET:hunter2}"), Map.of());
        var sandbox = load(webhook("${ERP_SECRET:sandbox-secret}"), Map.of());

        assertThat(clear.problems()).extracting(Problem::code).containsExactly("clear-text-secret");
        assertThat(clear.settings()).isPresent();
        assertThat(defaulted.problems()).extracting(Problem::code).containsExactly("clear-text-secret");
        assertThat(sandbox.problems()).isEmpty();
    }

    @Test
    void secrets_are_never_printed() {
        var settings = load(webhook("${ERP_SECRET}") + """
                        locations: { A: {} }
                        channels:
                          shop: { adapter: http, locations: [A], connection: { token: "${TOKEN}" } }
                        """, Map.of("ERP_SECRET", "hunter2", "TOKEN", "hunter3"))
                .orThrow();

        assertThat(settings.toString()).contains("token").doesNotContain("hunter");
    }

    @Test
    void a_file_that_is_not_yaml_says_where() {
        var problems = problems("sources:\n  erp: [1, 2\nrules: x\n");

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("yaml");
            assertThat(problem.line()).isEqualTo(3);
        });
    }

    @Test
    void keys_given_twice_and_lists_of_the_wrong_kind_are_problems() {
        var problems = problems("""
                company: A
                company: B
                rules: none
                clocks:
                  - stating: x
                """);

        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly("duplicate-key", "not-a-list", "missing-key", "unknown-source");
    }

    @Test
    void a_missing_file_is_told_and_stops_the_start() {
        var loaded = SettingsLoader.load(home, name -> null);

        assertThat(loaded.problems()).extracting(Problem::code).containsExactly("missing-file");
        assertThatThrownBy(loaded::orThrow)
                .isInstanceOf(ConfigurationRefused.class)
                .hasMessageContaining("config/stockrelay.yaml");
    }

    @Test
    void a_channels_own_retry_overrides_only_what_it_names() {
        var settings = load("""
                        locations: { A: {} }
                        retry: { attempts: 7, initial: 3s }
                        channels:
                          shop: { adapter: http, locations: [A], retry: { attempts: 2 } }
                        """, Map.of()).orThrow();

        assertThat(settings.channels().get(0).retry())
                .isEqualTo(new ChannelSettings.Retry(Duration.ofSeconds(3), 2, Duration.ofMinutes(5), 2, 20));
    }

    @Test
    void a_mistake_in_a_key_is_told_without_repeating_what_may_be_the_key_itself() {
        var found = problems("""
                access:
                  keys:
                    - { name: till, hash: the-key-itself, allow: [read, "move:pos", "read:pos"] }
                    - { name: till, hash: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 }
                """);

        assertThat(found).hasSize(3);
        assertThat(found.toString())
                .contains("is not a SHA-256", "'read:pos' is nothing a key may allow", "'till' is given twice")
                .doesNotContain("the-key-itself");
    }

    @Test
    void a_key_is_for_an_account_that_there_is() {
        var found = problems("""
                accounts: { dealer-7: {} }
                access:
                  keys:
                    - { name: a, hash: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,
                        allow: ["reserve:account:dealer-7", "reserve:account:dealer-8", "reserve:channel:shop"] }
                """);

        assertThat(found)
                .extracting(Problem::code, Problem::message)
                .containsExactlyInAnyOrder(
                        tuple("unknown-account", "access.keys[0].allow: there is no account 'dealer-8'"),
                        tuple("unknown-channel", "access.keys[0].allow: there is no channel 'shop'"));
        assertThat(found.toString()).contains("dealer-7");
    }

    private List<Problem> problems(String yaml) {
        return load(yaml, Map.of()).problems();
    }

    private LoadedSettings load(String yaml, Map<String, String> env) {
        try {
            Files.createDirectories(home.resolve("config"));
            Files.write(home.resolve(SettingsLoader.FILE), yaml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return SettingsLoader.load(home, env::get);
    }

    private static String webhook(String secret) {
        return "sources:\n  erp:\n    webhook:\n      secrets: [\"" + secret + "\"]\n";
    }

    private static List<String> secretOf(LoadedSettings loaded) {
        return Objects.requireNonNull(loaded.orThrow().sources().get(0).webhook())
                .secrets();
    }
}
