package io.stockrelay.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockrelay.access.Allowed;
import io.stockrelay.access.ApiKey;
import io.stockrelay.access.KeyHash;
import io.stockrelay.availability.ProjectionSettings;
import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.deadletter.PushReplay;
import io.stockrelay.deadletter.Samples;
import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Mapped;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.mapping.OrderCodes;
import io.stockrelay.platform.Folders;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.retention.RetentionSettings;
import io.stockrelay.settings.HomeFolder;
import io.stockrelay.settings.Settings;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Invariant;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.FileRuns;
import io.stockrelay.source.Guards;
import io.stockrelay.source.Intake;
import io.stockrelay.source.Receipt;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.Receipts;
import io.stockrelay.source.SourceDirectory;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.source.SourceStatus;
import io.stockrelay.source.Sources;
import io.stockrelay.source.UnknownSource;
import io.stockrelay.stock.Authority;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Expectations;
import io.stockrelay.stock.History;
import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.LocationSettings;
import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.RecordedEvent;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.Submission;
import io.stockrelay.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** The REST surface with real HTTP, security and dead letters, around a small ledger in memory. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    org.springdoc.core.configuration.SpringDocConfiguration.class,
    org.springdoc.core.properties.SpringDocConfigProperties.class,
    org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration.class,
})
@ComponentScan(
        basePackages = {"io.stockrelay.http", "io.stockrelay.deadletter.jdbc"},
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*ChannelDeskOfChannels"))
public class HttpWorld {

    static final String READER = "reader-key";
    static final String MOVER = "mover-key";
    static final String DEALER = "dealer-key";
    static final String ORDERS = "orders-key";

    private static final LocationId WH1 = new LocationId("WH1");
    private static final LocationId WH2 = new LocationId("WH2");

    /** What the world should do next. */
    public static final class Weather {
        public volatile boolean isFull;
        public volatile boolean isAway;
        public volatile boolean isBroken;
        public volatile boolean isMended;
        public volatile boolean isCorrupt;

        void check() {
            if (isFull) {
                throw new LedgerFull("the ledger's queue is full");
            }
            if (isAway) {
                throw new LedgerUnavailable("no commit", new IOException("secret-host refused"));
            }
            if (isBroken) {
                throw new IllegalStateException("secret-detail");
            }
        }
    }

    /** Counts the calls that went the short way, as nothing else here keeps timers. */
    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    Weather weather() {
        return new Weather();
    }

    @Bean
    Invariant unitsAreCountedOnce(Weather weather) {
        return new Invariant() {
            @Override
            public String sentence() {
                return "every unit is counted once";
            }

            @Override
            public List<String> violations() {
                return weather.isCorrupt ? List.of("10045 at WH1: kept 7, history says 6") : List.of();
            }
        };
    }

    @Bean(destroyMethod = "close")
    TestPostgres database() {
        return TestPostgres.migrated().open();
    }

    @Bean
    DataSource dataSource(TestPostgres database) {
        return database.dataSource();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(Samples.NOON, ZoneOffset.UTC);
    }

    @Bean
    Folders folders() throws IOException {
        var data = Files.createTempDirectory("stockrelay-http");
        return new Folders(data, data);
    }

    @Bean
    ReceiptIds receiptIds() {
        return new ReceiptIds();
    }

    @Bean
    PushReplay pushReplay() {
        return (channel, listing, actor) -> true;
    }

    @Bean
    Settings settings() {
        var read = Allowed.parse("read").orElseThrow();
        var move = Allowed.parse("move:pos").orElseThrow();
        var own = Allowed.parse("reserve:account:bergwerk").orElseThrow();
        var reserve = Allowed.parse("reserve").orElseThrow();
        return new Settings(
                "Test",
                List.of(),
                List.of(),
                new Clocks(Map.of()),
                List.of(),
                List.of(),
                new Guards(20, 30, Guards.QUANTITY_MAX_DEFAULT),
                new ChannelSettings.Retry(Duration.ofSeconds(1), 2, Duration.ofSeconds(9), 3, 0),
                List.of(
                        new ApiKey("portal", KeyHash.of(READER), List.of(read)),
                        new ApiKey("till", KeyHash.of(MOVER), List.of(read, move)),
                        new ApiKey("bergwerk", KeyHash.of(DEALER), List.of(own)),
                        new ApiKey("orders", KeyHash.of(ORDERS), List.of(reserve)),
                        new ApiKey(
                                "planner",
                                KeyHash.of("planner-key"),
                                List.of(Allowed.parse("allocate").orElseThrow()))),
                RetentionSettings.DEFAULT,
                ReservationSettings.NOBODY,
                ProjectionSettings.DEFAULT);
    }

    @Bean
    HomeFolder sampleCompany() {
        return HomeFolder.read(Path.of("").toAbsolutePath(), name -> null, clock());
    }

    @Bean
    OrderCodes orderCodes(HomeFolder sample) {
        return sample.orderCodes();
    }

    @Bean
    Catalogue catalogue(HomeFolder sample) {
        return ScriptedLots.beside(sample.catalogue());
    }

    @Bean
    ReservationSettings reservationSettings(HomeFolder sample) {
        return sample.settings().reservations();
    }

    @Bean
    ScriptedReservations reservations(Weather weather) {
        return new ScriptedReservations(weather::check);
    }

    @Bean
    ScriptedAllocations allocations() {
        return new ScriptedAllocations();
    }

    @Bean
    StockPolicy stockPolicy() {
        var locations = new LinkedHashMap<LocationId, LocationSettings>();
        for (LocationId id : List.of(WH1, WH2)) {
            locations.put(
                    id,
                    new LocationSettings(id, id.value(), Map.of(), Map.of(), LocationSettings.InTransit.REFERENCES));
        }
        return new StockPolicy(new Authority(locations), new Clocks(Map.of()), SourceId::value);
    }

    @Bean
    ProjectionSettings projectionSettings() {
        return new ProjectionSettings(40, 2, Map.of(WH1, ZoneId.of("Pacific/Auckland")));
    }

    @Bean
    Expectations expectations() {
        return keys -> {
            var open = new HashMap<PositionKey, List<Expectations.Expected>>();
            keys.stream()
                    .filter(key -> key.sku().value().startsWith("1004")
                            && key.location().equals(WH1))
                    .forEach(key -> open.put(
                            key,
                            List.of(
                                    new Expectations.Expected(5, LocalDate.of(2026, 11, 23)),
                                    new Expectations.Expected(2, null))));
            return open;
        };
    }

    @Bean
    Kits kits() {
        return new Kits(List.of(
                bill("SET-1", new Kit.Component(new Sku("10045"), 3), new Kit.Component(new Sku("10046"), 1)),
                bill("SET-9", new Kit.Component(new Sku("9"), 1))));
    }

    private static Kits.Bill bill(String kit, Kit.Component... components) {
        return new Kits.Bill(Instant.MIN, new Kit(new Sku(kit), List.of(components)));
    }

    @Bean({"positions", Positions.SHOWN})
    Positions positions(Weather weather) {
        return new Positions() {
            @Override
            public Map<PositionKey, PositionView> read(Collection<PositionKey> keys) {
                weather.check();
                var views = new LinkedHashMap<PositionKey, PositionView>();
                for (PositionKey key : keys) {
                    boolean isKnown = key.sku().value().startsWith("1004")
                            && key.location().equals(WH1);
                    views.put(key, isKnown ? view(key) : PositionView.unknown(key));
                }
                return views;
            }

            @Override
            public List<PositionView> of(Sku sku) {
                return List.of(view(new PositionKey(sku, WH1)));
            }

            private PositionView view(PositionKey key) {
                var at = Samples.NOON.minusSeconds(60);
                var setAsides = key.sku().value().equals("10047")
                        ? Map.of(new AccountId("bergwerk"), 3L, new AccountId("fjellbua"), 2L)
                        : Map.<AccountId, Long>of();
                return new PositionView(key, 10, 0, -1, 2, 4, 0, at, new SourceId("wms"), at, setAsides);
            }
        };
    }

    @Bean
    ScriptedLots lots(Weather weather) {
        return new ScriptedLots(weather::check);
    }

    @Bean
    OrderBooks orderBooks() {
        return limit -> new OrderBooks.Overdue(
                2,
                List.of(new OrderBooks.OverdueOrder(
                        new SourceId("erp"),
                        new OrderReference("acme", "SO-1"),
                        new PositionKey(new Sku("A"), WH1),
                        Samples.NOON,
                        4)));
    }

    @Bean
    History history() {
        return new History() {
            @Override
            public List<RecordedEvent> of(Sku sku, long beforeNumber, int limit) {
                var found = new ArrayList<RecordedEvent>();
                for (long number = Math.min(3, beforeNumber - 1); number > 0 && found.size() < limit; number--) {
                    found.add(event(sku, number));
                }
                return found;
            }

            @Override
            public Optional<RecordedEvent> find(EventKey key) {
                return Optional.empty();
            }

            private RecordedEvent event(Sku sku, long number) {
                return new RecordedEvent(
                        number,
                        new EventKey(new SourceId("wms"), "e-" + number),
                        EventType.SHIP,
                        Outcome.APPLIED,
                        new PositionKey(sku, WH1),
                        Samples.NOON,
                        Samples.NOON,
                        new ReceiptId(new UUID(0, number)),
                        Map.of(StockState.ON_HAND, -1L),
                        Map.of(),
                        Map.of(),
                        "SO-1",
                        null,
                        number == 2 ? "L7" : null);
            }
        };
    }

    @Bean
    Receipts receipts() {
        return id -> id.value().getMostSignificantBits() == 0
                ? Optional.of(new Receipt(
                        id,
                        new SourceId("wms"),
                        Samples.NOON,
                        List.of(new EventOutcome("e-1", Outcome.ALREADY_COUNTED, null, null, 0))))
                : Optional.empty();
    }

    @Bean
    Sources sources() {
        return new Sources() {
            private final Set<SourceId> paused = new HashSet<>();

            @Override
            public boolean isPaused(SourceId source) {
                return paused.contains(source);
            }

            @Override
            public SourceStatus pause(SourceId source, String actor) {
                known(source);
                paused.add(source);
                return told(source);
            }

            @Override
            public SourceStatus resume(SourceId source, String actor) {
                known(source);
                paused.remove(source);
                return told(source);
            }

            @Override
            public Optional<SourceStatus> status(SourceId source) {
                return statuses().stream()
                        .filter(status -> status.id().equals(source))
                        .findFirst();
            }

            @Override
            public List<SourceStatus> statuses() {
                return List.of(told(new SourceId("wms")), told(new SourceId("pos")), told(new SourceId("manual")));
            }

            private void known(SourceId source) {
                if (status(source).isEmpty()) {
                    throw new UnknownSource(source);
                }
            }

            private SourceStatus told(SourceId id) {
                boolean isPaused = paused.contains(id);
                return new SourceStatus(
                        id,
                        id.value(),
                        isPaused ? "ann" : null,
                        isPaused ? Samples.NOON : null,
                        3,
                        Samples.NOON.minusSeconds(30),
                        null,
                        Map.of(Outcome.APPLIED, 3L));
            }
        };
    }

    @Bean
    OneHeldRun heldRun() {
        return new OneHeldRun();
    }

    @Bean
    FileRuns fileRuns(OneHeldRun held, ReceiptIds ids, Clock clock) {
        Mappings none = new Mappings() {
            @Override
            public Mapped map(Delivery delivery) {
                return new Mapped(List.of(), List.of(), List.of(), List.of());
            }

            @Override
            public Mapped mapRow(Delivery file, long line, Map<String, String> row) {
                return map(file);
            }

            @Override
            public Mapped resume(Delivery delivery, String canonicalJson) {
                return map(delivery);
            }

            @Override
            public boolean knows(SourceId source) {
                return false;
            }
        };
        SourceDirectory sources = new SourceDirectory() {
            @Override
            public Optional<SourceSettings> find(SourceId source) {
                return Optional.empty();
            }

            @Override
            public Collection<SourceSettings> all() {
                return List.of();
            }

            @Override
            public Guards guards() {
                return new Guards(20, 30, Guards.QUANTITY_MAX_DEFAULT);
            }
        };
        return new FileRuns(held, sources, none, new NoLedger(), (source, location) -> List.of(), ids, clock);
    }

    @Bean
    ChannelDesk channelDesk() {
        return new ChannelDesk() {
            @Override
            public List<ChannelTold> all() {
                return List.of(ScriptedChannels.told());
            }

            @Override
            public Optional<ChannelTold> find(ChannelId channel) {
                return channel.value().equals("shop") ? Optional.of(all().get(0)) : Optional.empty();
            }

            @Override
            public Optional<Collection<LocationId>> locations(ChannelId channel) {
                return channel.value().equals("shop") ? Optional.of(Set.of(WH1)) : Optional.empty();
            }

            @Override
            public void pause(ChannelId channel, String actor) {}

            @Override
            public void resume(ChannelId channel, String actor) {}

            @Override
            public void unblock(ChannelId channel, String actor) {}

            @Override
            public boolean endInFlight(ChannelId channel, long listing, String actor) {
                return listing == 1;
            }

            @Override
            public int open(ChannelId channel, List<Long> listings, String actor) {
                return listings.size();
            }

            @Override
            public List<Shown> listings(ChannelId channel, long afterId, int limit) {
                return List.of(new Shown(1, "10045", "WH1", 7L, Samples.NOON, "CONFIRMED"));
            }

            @Override
            public List<Shown> shown(ChannelId channel, Collection<Sku> skus) {
                return listings(channel, 0, 1);
            }

            @Override
            public List<ExplainedTold> explain(ChannelId channel, Sku sku) {
                return sku.value().equals("10045") ? List.of(ScriptedChannels.explained()) : List.of();
            }
        };
    }

    @Bean
    Intake intake(Weather weather) {
        return new Intake() {
            private final Set<String> taken = new HashSet<>();

            @Override
            public DecidedSubmission take(Delivery delivery) {
                return decided(delivery, new String(delivery.bytes(), java.nio.charset.StandardCharsets.UTF_8));
            }

            @Override
            public DecidedSubmission takeWhenRoom(Delivery delivery) {
                return take(delivery);
            }

            @Override
            public DecidedSubmission resume(Delivery delivery, String canonicalJson) {
                return decided(delivery, canonicalJson);
            }

            @Override
            public DecidedSubmission refuse(Delivery delivery, Failure failure) {
                return decided(delivery, "refused");
            }

            @Override
            public Submission prepare(Delivery delivery) {
                return new Submission(delivery, List.of(), List.of(), List.of(), List.of());
            }

            private DecidedSubmission decided(Delivery delivery, String content) {
                weather.check();
                if (content.contains("e-parked") && !weather.isMended) {
                    return Samples.decided(delivery, List.of(Samples.unknownSku("e-parked")), Outcome.DEAD_LETTER);
                }
                return Samples.decided(delivery, List.of(), taken.add(content) ? Outcome.APPLIED : Outcome.DUPLICATE);
            }
        };
    }
}
