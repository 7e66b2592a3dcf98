package io.stockrelay.camel.push;

import io.micrometer.core.instrument.MeterRegistry;
import io.stockrelay.availability.RuleBook;
import io.stockrelay.channel.ChannelAdapter;
import io.stockrelay.channel.ChannelMeters;
import io.stockrelay.channel.ChannelParts;
import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.channel.ChannelStates;
import io.stockrelay.channel.ChannelWorkers;
import io.stockrelay.channel.Channels;
import io.stockrelay.channel.Explanations;
import io.stockrelay.channel.InFlightDemand;
import io.stockrelay.channel.ListingMarks;
import io.stockrelay.channel.ListingSeed;
import io.stockrelay.channel.Listings;
import io.stockrelay.channel.Offering;
import io.stockrelay.channel.OrderPollSettings;
import io.stockrelay.channel.OrderPolls;
import io.stockrelay.channel.PollGauges;
import io.stockrelay.channel.Publications;
import io.stockrelay.channel.PushRoute;
import io.stockrelay.channel.Sellers;
import io.stockrelay.channel.StoredExplanations;
import io.stockrelay.channel.WaitingGauges;
import io.stockrelay.channel.amazon.AmazonAdapter;
import io.stockrelay.channel.amazon.AmazonLogin;
import io.stockrelay.channel.http.HttpAdapter;
import io.stockrelay.channel.http.JqProgram;
import io.stockrelay.channel.shopify.ShopifyAdapter;
import io.stockrelay.deadletter.DeadLetterStore;
import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.deadletter.PushReplay;
import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Item;
import io.stockrelay.platform.Folders;
import io.stockrelay.settings.Settings;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Intake;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.Sources;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.Positions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts publishing together. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ChannelConfiguration.class);

    @Bean
    Offering offering(Settings settings, Catalogue catalogue, Generation generation) {
        return new Offering(
                generation,
                settings.channels(),
                new RuleBook(settings.rules()),
                sku -> catalogue.item(sku).map(Item::category).orElse(null),
                catalogue.kits(),
                accounts(settings));
    }

    private static Map<ChannelId, AccountId> accounts(Settings settings) {
        return settings.reservations().channelAccounts().entrySet().stream()
                .collect(Collectors.toMap(one -> new ChannelId(one.getKey().id()), Map.Entry::getValue));
    }

    /** Knows the listings before the ledger, which asks for all companions, takes its first event. */
    @Bean
    ListingMarks listingMarks(
            Offering offering,
            Catalogue catalogue,
            ChannelStates states,
            Listings listings,
            Publications publications,
            Settings settings,
            Clock clock) {
        states.create(offering.channels(), clock.instant());
        for (var channel : offering.channels()) {
            var id = channel.id();
            var seeds = catalogue.listings(id).stream()
                    .map(line -> new ListingSeed(id, line.sku(), line.location(), line.ids()));
            var adopted = listings.adopt(id, seeds, offering.generation(), clock.instant());
            log.info(
                    "event=listings-adopted channel={} added={} changed={} retired={}",
                    id,
                    adopted.added(),
                    adopted.changed(),
                    adopted.retired());
        }
        var marks = new ListingMarks(publications, clock);
        marks.use(offering, listings);
        marks.use(sellers(settings));
        return marks;
    }

    /** Of the adapters only Shopify's makes every write conditional on what is held. */
    private static Sellers sellers(Settings settings) {
        var conditional = settings.channels().stream()
                .filter(channel -> channel.adapter().equals("shopify"))
                .map(ChannelSettings::id)
                .collect(Collectors.toSet());
        var tills = new HashMap<SourceId, ChannelId>();
        for (var source : settings.sources()) {
            if (source.orders() != null && source.orders().channel() != null) {
                tills.put(source.id(), source.orders().channel());
            }
        }
        return new Sellers(conditional, tills);
    }

    @Bean
    PushRoute pushRoute(ProducerTemplate template) {
        return new CamelPushRoute(template);
    }

    @Bean
    ChannelParts channelParts(
            Publications publications,
            ChannelStates states,
            Positions positions,
            PushRoute routes,
            DeadLetters deadLetters,
            MeterRegistry meters,
            Clock clock,
            OrderPolls orderPolls) {
        return new ChannelParts(
                publications,
                states,
                positions,
                routes,
                deadLetters,
                new ChannelMeters(meters),
                clock,
                UUID::randomUUID,
                () -> ThreadLocalRandom.current().nextDouble(),
                orderPolls);
    }

    @Bean
    OrderPolls orderPolls(
            Settings settings,
            InFlightDemand inFlight,
            Intake intake,
            Ledger ledger,
            Sources sources,
            DeadLetterStore deadLetters,
            ReceiptIds receipts,
            Clock clock) {
        var tellers = new HashMap<ChannelId, SourceId>();
        var speakers = new HashMap<ChannelId, Set<SourceId>>();
        var polls = new HashMap<ChannelId, OrderPollSettings>();
        for (var source : settings.sources()) {
            var orders = source.orders();
            if (orders != null && orders.channel() != null) {
                speakers.computeIfAbsent(orders.channel(), channel -> new HashSet<>())
                        .add(source.id());
            }
            if (orders != null && orders.channel() != null && orders.poll() != null) {
                var poll = orders.poll();
                tellers.put(orders.channel(), source.id());
                polls.put(orders.channel(), new OrderPollSettings(poll.every(), poll.settle(), poll.lookBack()));
            }
        }
        var entrance = new PolledOrders(tellers, speakers, intake, ledger, sources, deadLetters, receipts, clock);
        return new OrderPolls(polls, inFlight, entrance);
    }

    /**
     * @param node name of this node; without one an embedded database makes it the only node, and otherwise it gets a
     *     new name with each start and then waits for the lease of the one before to end
     */
    @Bean
    ChannelWorkers channelWorkers(
            Offering offering,
            ChannelParts parts,
            Folders folders,
            @Value("${stockrelay.node:}") String node,
            @Value("${stockrelay.database.url:}") String database) {
        var incarnation = UUID.randomUUID().toString();
        var name = !node.isBlank() ? node.replace('/', '-') : database.isBlank() ? "embedded" : incarnation;
        return new ChannelWorkers(
                offering, parts, channel -> adapter(channel, parts, folders.home()), name + "/" + incarnation);
    }

    private static ChannelAdapter adapter(ChannelSettings channel, ChannelParts parts, Path home) {
        var connection = channel.connection();
        return switch (channel.adapter()) {
            case "shopify" -> new ShopifyAdapter(connection);
            case "amazon" ->
                new AmazonAdapter(
                        connection,
                        new AmazonLogin(parts.routes(), "push-" + channel.id() + "-token", connection, parts.clock()));
            case "http" -> http(channel, home);
            default ->
                throw new IllegalArgumentException("channels." + channel.id() + ".adapter is not known: "
                        + channel.adapter() + "; use shopify, amazon or http");
        };
    }

    private static HttpAdapter http(ChannelSettings channel, Path home) {
        var folder = "mappings/channels/" + channel.id() + "/";
        var response = folder + "response.jq";
        return new HttpAdapter(
                channel.connection(),
                JqProgram.read(home, folder + "request.jq"),
                Files.exists(home.resolve(response)) ? JqProgram.read(home, response) : null);
    }

    @Bean
    PollGauges pollGauges(OrderPolls polls, MeterRegistry meters, Clock clock) {
        var gauges = new PollGauges(polls, clock);
        gauges.register(meters);
        return gauges;
    }

    @Bean
    WaitingGauges waitingGauges(ChannelStates states, Offering offering, MeterRegistry meters, Clock clock) {
        var gauges = new WaitingGauges(states, clock);
        gauges.register(offering.channels(), meters);
        return gauges;
    }

    @Bean
    ChannelLifecycle channelLifecycle(ChannelWorkers workers, ListingMarks marks) {
        return new ChannelLifecycle(workers, marks);
    }

    @Bean
    Channels channels(
            ChannelStates states, Listings listings, Publications publications, ChannelWorkers workers, Clock clock) {
        return new Channels(states, listings, publications, workers, clock);
    }

    @Bean
    Explanations explanations(Listings listings, Positions positions, Offering offering, Clock clock) {
        return new StoredExplanations(listings, positions, offering, clock);
    }

    /** Replaying a refused push marks its listing: the number is computed anew. */
    @Bean
    PushReplay pushReplay(Channels channels) {
        return channels::republish;
    }
}
