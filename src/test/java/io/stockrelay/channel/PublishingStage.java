package io.stockrelay.channel;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockrelay.availability.Explanation;
import io.stockrelay.availability.ExplanationJson;
import io.stockrelay.availability.RuleBook;
import io.stockrelay.channel.ChannelSettings.Retry;
import io.stockrelay.channel.jdbc.ChannelStores;
import io.stockrelay.retention.Expiring;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.Sale;
import io.stockrelay.testkit.FixedPositions;
import io.stockrelay.testkit.RecordingDeadLetters;
import io.stockrelay.testkit.SettableClock;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One channel on a real database, driven turn by turn with a clock that stands still. */
final class PublishingStage {

    final ChannelId channel;
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    final FixedPositions positions = new FixedPositions();
    private Positions read = positions;
    final RecordingDeadLetters deadLetters = new RecordingDeadLetters();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeShop shop;
    final Publications publications;
    final ChannelStates states;
    final Listings listings;
    final ListingMarks marks;
    final JdbcClient jdbc;
    ChannelSettings settings;
    private Kits kits = Kits.NONE;
    private @Nullable OrderPolls orderPolls;

    private final ChannelStores stores;
    private final Map<String, Long> ids = new HashMap<>();
    private ChannelTurn turn;

    PublishingStage(TestPostgres database, String name, FakeShop shop, ChannelSettings.Pace pace, String... skus) {
        this.channel = new ChannelId(name);
        this.shop = shop;
        this.stores = ChannelStores.on(new SingleConnectionDataSource(database.url(), true));
        this.publications = stores.publications();
        this.states = stores.states();
        this.listings = stores.listings();
        this.jdbc = database.jdbc();
        this.marks = new ListingMarks(publications, clock);
        this.settings = new ChannelSettings(
                channel,
                name,
                "fake",
                List.of(new LocationId("WH1")),
                ChannelSettings.Listing.POOLED,
                100,
                pace,
                10,
                Duration.ofSeconds(10),
                new Retry(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 5, 0),
                Map.of(),
                ChannelSettings.Start.RUNNING);
        states.create(List.of(settings), clock.instant());
        adopt(skus);
        this.turn = newTurn("node/1");
    }

    Listings.Adopted adopt(String... skus) {
        var seeds = Arrays.stream(skus).map(sku -> new ListingSeed(channel, new Sku(sku), null, Map.of("id", sku)));
        var adopted = listings.adopt(channel, seeds, new Generation("g1"), clock.instant());
        marks.use(offering(), listings);
        listings.page(channel, 0, Listings.PAGE_MAX)
                .forEach(one ->
                        ids.put(one.listing().sku().value(), one.listing().id()));
        return adopted;
    }

    private Offering offering() {
        return new Offering(new Generation("g1"), List.of(settings), new RuleBook(List.of()), sku -> null, kits);
    }

    private ChannelTurn newTurn(String owner) {
        var parts = new ChannelParts(
                publications,
                states,
                read,
                shop,
                deadLetters,
                new ChannelMeters(meters),
                clock,
                UUID::randomUUID,
                () -> 0.5,
                orderPolls);
        return new ChannelTurn(settings, offering(), shop, parts, Runnable::run, owner);
    }

    /** As after a crash: nothing in memory is left. */
    void restart(String owner) {
        turn = newTurn(owner);
    }

    /** Another node of the same channels, on the same database. */
    ChannelTurn other(String owner) {
        return newTurn(owner);
    }

    /** From now on the numbers are of a real ledger's positions. */
    void read(Positions real) {
        read = real;
        restart("node/1");
    }

    /** What a ledger on that data source needs to mark this channel's listings and its own sales. */
    ListingMarks marksOn(DataSource ledger) {
        var own = new ListingMarks(ChannelStores.on(ledger).publications(), clock);
        own.use(offering(), listings);
        own.use(new Sellers(Set.of(channel), Map.of()));
        return own;
    }

    /** From now on the shop's orders are polled. */
    void poll(OrderPollSettings poll, OrderEntrance entrance) {
        orderPolls = new OrderPolls(Map.of(channel, poll), stores.inFlight(), entrance);
        restart("node/1");
    }

    OrderPolls orderPolls() {
        return Objects.requireNonNull(orderPolls);
    }

    InFlightDemand inFlight() {
        return stores.inFlight();
    }

    /** From now on these are kits, as after a restart with another kits.csv. */
    void kits(Kits newKits) {
        kits = newKits;
        marks.use(offering(), listings);
        restart("node/1");
    }

    /** The ledger commits a new figure. */
    void stock(String sku, long units) {
        positions.state(sku, "WH1", units);
        changed(sku);
    }

    void changed(String... skus) {
        Set<PositionKey> keys = Arrays.stream(skus)
                .map(sku -> new PositionKey(new Sku(sku), new LocationId("WH1")))
                .collect(Collectors.toSet());
        stores.transactions().executeWithoutResult(status -> marks.write(new DecidedBatch(List.of(), keys)));
    }

    /** The ledger commits an order that was accepted elsewhere. */
    void sold(Sale sale) {
        var keys = Set.of(new PositionKey(sale.sku(), sale.location()));
        stores.transactions()
                .executeWithoutResult(status -> marks.write(new DecidedBatch(List.of(), keys, keys, List.of(sale))));
    }

    /** What another node would remove of calls older than so many days. */
    Expiring oldSends() {
        return stores.oldSends();
    }

    ChannelTurn.Rest turn() {
        return turn.take();
    }

    /** Turns until there is nothing to do at this moment. */
    ChannelTurn.Rest run() {
        for (int i = 0; i < 500; i++) {
            var rest = turn.take();
            if (rest.kind() != ChannelTurn.Rest.Kind.WORKED) {
                return rest;
            }
        }
        throw new AssertionError("the worker does not come to rest");
    }

    void changedByPerson() {
        turn.changed();
    }

    Listings.Shown shown(String sku) {
        return listings.of(channel, new Sku(sku)).get(0);
    }

    long id(String sku) {
        return Objects.requireNonNull(ids.get(sku), sku);
    }

    Explanation confirmed(String sku) {
        return ExplanationJson.read(Objects.requireNonNull(shown(sku).explanation()));
    }

    List<String> violations() {
        var explanations = new StoredExplanations(listings, read, offering(), clock);
        return stores.invariants(offering(), explanations).stream()
                .flatMap(one -> one.violations().stream())
                .toList();
    }

    long publications() {
        return jdbc.sql("select count(*) from publication where channel = ?")
                .param(channel.value())
                .query(Long.class)
                .single();
    }

    String state(String sku) {
        return jdbc.sql("select state from publication where listing = ?")
                .param(id(sku))
                .query(String.class)
                .optional()
                .orElse("DONE");
    }
}
