package io.stockrelay.camel.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockrelay.availability.ProjectionSettings;
import io.stockrelay.availability.RuleBook;
import io.stockrelay.channel.ChannelAdapter;
import io.stockrelay.channel.ChannelMeters;
import io.stockrelay.channel.ChannelParts;
import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.channel.ChannelWorkers;
import io.stockrelay.channel.ListingMarks;
import io.stockrelay.channel.ListingSeed;
import io.stockrelay.channel.Offering;
import io.stockrelay.channel.amazon.AmazonAdapter;
import io.stockrelay.channel.amazon.AmazonLogin;
import io.stockrelay.channel.http.HttpAdapter;
import io.stockrelay.channel.http.JqProgram;
import io.stockrelay.channel.jdbc.ChannelStores;
import io.stockrelay.channel.shopify.ShopifyAdapter;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.retention.RetentionSettings;
import io.stockrelay.sandbox.Count;
import io.stockrelay.sandbox.Fault;
import io.stockrelay.sandbox.FaultKind;
import io.stockrelay.sandbox.SandboxChannel;
import io.stockrelay.sandbox.SandboxServer;
import io.stockrelay.sandbox.SandboxSettings;
import io.stockrelay.settings.Settings;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.source.Guards;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.testkit.FixedPositions;
import io.stockrelay.testkit.RecordingDeadLetters;
import io.stockrelay.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxChannelsIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private static final LocationId WH1 = new LocationId("WH1");
    private static final int SKUS = 40;

    /** Sold at the shop without an order here, so its number there stays lower: apart from the others. */
    private static final int SOLD = SKUS - 1;

    private static final RecordingDeadLetters DEAD_LETTERS = new RecordingDeadLetters();
    private static final FixedPositions POSITIONS = new FixedPositions();

    private static SandboxServer sandbox;
    private static CamelContext camel;
    private static HikariDataSource pool;
    private static ChannelStores stores;
    private static ListingMarks marks;
    private static ChannelWorkers workers;

    @BeforeAll
    static void start() throws Exception {
        sandbox = SandboxServer.start(
                SandboxSettings.sample(0, () -> "secret-of-the-test").unpaced());
        var settings = settings(List.of(channel("shopify", 250), channel("amazon", 1), channel("dealer-portal", 100)));
        camel = camel(settings);
        pool = new HikariDataSource();
        pool.setJdbcUrl(DB.url());
        pool.setMaximumPoolSize(6);
        stores = ChannelStores.on(pool);
        var offering = new Offering(new Generation("g1"), settings.channels(), new RuleBook(List.of()), sku -> null);
        stores.states().create(settings.channels(), Clock.systemUTC().instant());
        seed();
        marks = new ListingMarks(stores.publications(), Clock.systemUTC());
        marks.use(offering, stores.listings());
        var parts = new ChannelParts(
                stores.publications(),
                stores.states(),
                POSITIONS,
                new CamelPushRoute(camel.createProducerTemplate()),
                DEAD_LETTERS,
                new ChannelMeters(new SimpleMeterRegistry()),
                Clock.systemUTC(),
                UUID::randomUUID,
                () -> 0.5,
                null);
        workers = new ChannelWorkers(offering, parts, one -> adapter(one, parts), "test/1");
        workers.start(marks);
    }

    @AfterAll
    static void stop() throws Exception {
        workers.stop(Duration.ofSeconds(5));
        camel.stop();
        pool.close();
        sandbox.close();
    }

    @BeforeEach
    void quiet() {
        DEAD_LETTERS.pushes().clear();
    }

    @Test
    void a_change_reaches_all_three_channels_as_their_contracts_want_it() {
        long refusedBefore = sandbox.shopify().counters().of(Count.REFUSED);
        IntStream.range(0, SOLD).forEach(i -> POSITIONS.state("SKU/" + i, "WH1", 100 + i));

        change(IntStream.range(0, SOLD).mapToObj(i -> "SKU/" + i).toList());

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            for (int i = 0; i < SOLD; i++) {
                assertThat(shown("shopify", i)).isEqualTo(100 + i);
                assertThat(shown("amazon", i)).isEqualTo(100 + i);
                assertThat(shown("dealer-portal", i)).isEqualTo(100 + i);
            }
        });
        assertThat(sandbox.shopify().counters().of(Count.REFUSED)).isEqualTo(refusedBefore);
        assertThat(DEAD_LETTERS.pushes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"STATUS_429", "STATUS_500", "STATUS_503", "GARBAGE", "TIMEOUT_AFTER_APPLY", "DROP_CONNECTION"})
    void every_passing_fault_ends_in_the_exact_number(FaultKind kind) {
        long units = 1_000 + kind.ordinal();
        for (var channel : all()) {
            channel.faults()
                    .next(Fault.of(kind).retryAfter(Duration.ofSeconds(1)).delay(Duration.ofSeconds(3)));
        }

        POSITIONS.state("SKU/1", "WH1", units);
        change(List.of("SKU/1"));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(shown("shopify", 1)).isEqualTo(units);
            assertThat(shown("amazon", 1)).isEqualTo(units);
            assertThat(shown("dealer-portal", 1)).isEqualTo(units);
            assertThat(waiting()).isZero();
        });
        assertThat(DEAD_LETTERS.pushes()).isEmpty();
    }

    /** Again right away: the token of the second time is younger than a second. */
    @RepeatedTest(3)
    void a_revoked_token_is_fetched_anew_within_the_same_call() {
        sandbox.amazon().faults().next(Fault.of(FaultKind.WRONG_TOKEN));
        long units = shown("amazon", 2) + 1_111;

        POSITIONS.state("SKU/2", "WH1", units);
        change(List.of("SKU/2"));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shown("amazon", 2)).isEqualTo(units));
        assertThat(DEAD_LETTERS.pushes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shopify", "amazon", "dealer-portal"})
    void one_refused_item_is_a_dead_letter_and_its_batch_goes_through(String name) {
        var channel = channelOf(name);
        channel.faults().next(Fault.of(FaultKind.REJECT_ITEM).listing(listing(name, 5)));
        var skus = IntStream.range(3, 9).mapToObj(i -> "SKU/" + i).toList();

        skus.forEach(sku -> POSITIONS.state(sku, "WH1", 3_000 + name.length()));
        change(skus);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(shown(name, 3)).isEqualTo(3_000 + name.length());
            assertThat(shown(name, 8)).isEqualTo(3_000 + name.length());
            assertThat(DEAD_LETTERS.pushes()).singleElement().satisfies(push -> {
                assertThat(push.channel()).isEqualTo(new ChannelId(name));
                assertThat(push.listingName()).startsWith("SKU/5");
            });
        });
        POSITIONS.state("SKU/5", "WH1", 3_100 + name.length());
        change(List.of("SKU/5"));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shown(name, 5)).isEqualTo(3_100 + name.length()));
    }

    @Test
    void a_sale_at_the_shop_that_we_have_not_heard_of_is_never_given_back() {
        POSITIONS.state("SKU/" + SOLD, "WH1", 50);
        change(List.of("SKU/" + SOLD));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shown("shopify", SOLD)).isEqualTo(50));

        sandbox.shopify().sell(listing("shopify", SOLD), 4);
        POSITIONS.state("SKU/" + SOLD, "WH1", 48);
        change(List.of("SKU/" + SOLD));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shown("shopify", SOLD)).isEqualTo(44));
    }

    private static void change(List<String> skus) {
        var keys = skus.stream().map(sku -> new PositionKey(new Sku(sku), WH1)).toList();
        var batch = new DecidedBatch(List.of(), Set.copyOf(keys));
        stores.transactions().executeWithoutResult(status -> marks.write(batch));
        marks.committed(batch);
    }

    private static long waiting() {
        return DB.jdbc()
                .sql("select count(*) from publication")
                .query(Long.class)
                .single();
    }

    private static List<SandboxChannel> all() {
        return List.of(sandbox.shopify(), sandbox.amazon(), sandbox.dealer());
    }

    private static SandboxChannel channelOf(String name) {
        return all().stream().filter(one -> one.id().equals(name)).findFirst().orElseThrow();
    }

    private static long shown(String name, int sku) {
        return channelOf(name).quantityOf(listing(name, sku)).orElse(-1);
    }

    private static String listing(String name, int sku) {
        return switch (name) {
            case "shopify" -> "441" + sku + "/701";
            case "amazon" -> "AO SKU/" + sku;
            default -> "200" + sku + "/HAMBURG";
        };
    }

    private static void seed() {
        IntStream.range(0, SKUS).forEach(i -> {
            sandbox.shopify().seed("441" + i, "SKU/" + i, "701", 1);
            sandbox.amazon().seed("AO SKU/" + i, 1);
            sandbox.dealer().seedRows(List.of(Map.of("article", "200" + i, "depot", "HAMBURG", "quantity", 1)));
        });
        adopt(
                "shopify",
                WH1,
                i -> Map.of(
                        "inventory_item_id",
                        "gid://shopify/InventoryItem/441" + i,
                        "location_id",
                        "gid://shopify/Location/701"));
        adopt("amazon", null, i -> Map.of("seller_sku", "AO SKU/" + i));
        adopt("dealer-portal", WH1, i -> Map.of("article", "200" + i, "depot", "HAMBURG"));
    }

    private static void adopt(String name, @Nullable LocationId location, IntFunction<Map<String, String>> ids) {
        var channel = new ChannelId(name);
        var seeds = IntStream.range(0, SKUS)
                .mapToObj(i -> new ListingSeed(channel, new Sku("SKU/" + i), location, ids.apply(i)));
        stores.listings()
                .adopt(channel, seeds, new Generation("g1"), Clock.systemUTC().instant());
    }

    private static ChannelAdapter adapter(ChannelSettings channel, ChannelParts parts) {
        var connection = channel.connection();
        return switch (channel.adapter()) {
            case "shopify" -> new ShopifyAdapter(connection);
            case "amazon" ->
                new AmazonAdapter(
                        connection, new AmazonLogin(parts.routes(), "push-amazon-token", connection, parts.clock()));
            default ->
                new HttpAdapter(
                        connection,
                        JqProgram.read(Path.of(""), "mappings/channels/dealer-portal/request.jq"),
                        JqProgram.read(Path.of(""), "mappings/channels/dealer-portal/response.jq"));
        };
    }

    private static ChannelSettings channel(String name, int batch) {
        var folder = name.equals("dealer-portal") ? "dealer" : name;
        var url = sandbox.address() + "/" + folder;
        return new ChannelSettings(
                new ChannelId(name),
                name,
                name,
                List.of(WH1),
                ChannelSettings.Listing.PER_LOCATION,
                batch,
                new ChannelSettings.Pace(0, 1),
                10,
                Duration.ofSeconds(2),
                new ChannelSettings.Retry(Duration.ofMillis(200), 2, Duration.ofSeconds(1), 20, 20),
                Map.of(
                        "url", url,
                        "token-url", url + "/auth/o2/token",
                        "token", "secret-of-the-test",
                        "shop", "acme-outdoor",
                        "seller", "A1ACMEOUTDOOR",
                        "marketplace", "A1PA6795UKMFR9",
                        "client-id", "secret-of-the-test",
                        "client-secret", "secret-of-the-test",
                        "refresh-token", "secret-of-the-test"),
                ChannelSettings.Start.RUNNING);
    }

    private static Settings settings(List<ChannelSettings> channels) {
        return new Settings(
                "test",
                List.of(),
                List.of(),
                new Clocks(Map.of()),
                channels,
                List.of(),
                new Guards(20, 30, 1_000_000_000),
                channels.get(0).retry(),
                List.of(),
                RetentionSettings.DEFAULT,
                ReservationSettings.NOBODY,
                ProjectionSettings.DEFAULT);
    }

    private static CamelContext camel(Settings settings) throws Exception {
        var context = new DefaultCamelContext();
        new ChannelPlaceholders(settings).beforeApplicationStart(context);
        try (var files = Files.list(Path.of("routes/channels"))) {
            load(context, Path.of("routes/templates/channel-push.camel.yaml"));
            for (var file : files.sorted().toList()) {
                load(context, file);
            }
        }
        context.start();
        return context;
    }

    private static void load(CamelContext context, Path file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
    }
}
