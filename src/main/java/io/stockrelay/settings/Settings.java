package io.stockrelay.settings;

import io.stockrelay.access.ApiKey;
import io.stockrelay.availability.ProjectionSettings;
import io.stockrelay.availability.Rule;
import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.retention.RetentionSettings;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Guards;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.stock.Authority;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.LocationSettings;
import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The whole of {@code config/stockrelay.yaml}, checked.
 *
 * @param retry for every channel that has none of its own
 * @param keys of systems that use the API; their hashes only
 * @param reservations to whom stock may be promised, and within which limits
 * @param projection how far anybody may look ahead
 */
public record Settings(
        String company,
        List<SourceSettings> sources,
        List<LocationSettings> locations,
        Clocks clocks,
        List<ChannelSettings> channels,
        List<Rule> rules,
        Guards guards,
        ChannelSettings.Retry retry,
        List<ApiKey> keys,
        RetentionSettings retention,
        ReservationSettings reservations,
        ProjectionSettings projection) {

    public Settings {
        sources = List.copyOf(sources);
        locations = List.copyOf(locations);
        channels = List.copyOf(channels);
        rules = List.copyOf(rules);
        keys = List.copyOf(keys);
    }

    public Optional<SourceSettings> source(SourceId id) {
        return sources.stream().filter(source -> source.id().equals(id)).findFirst();
    }

    public Optional<ChannelSettings> channel(ChannelId id) {
        return channels.stream().filter(channel -> channel.id().equals(id)).findFirst();
    }

    /** After how long people are told of orders that sources took over. */
    public OrderBooks.Patience patience() {
        return new OrderBooks.Patience(sources.stream()
                .collect(Collectors.toUnmodifiableMap(
                        SourceSettings::id, source -> source.book().overdueAfter())));
    }

    /** The part the ledger decides by. */
    public StockPolicy stockPolicy() {
        Map<LocationId, LocationSettings> byId =
                locations.stream().collect(Collectors.toUnmodifiableMap(LocationSettings::id, Function.identity()));
        Map<SourceId, String> namespaces =
                sources.stream().collect(Collectors.toUnmodifiableMap(SourceSettings::id, SourceSettings::references));
        Map<SourceId, Set<StockState>> nets = sources.stream()
                .collect(Collectors.toUnmodifiableMap(
                        SourceSettings::id, source -> source.book().nets()));
        return new StockPolicy(
                new Authority(byId),
                clocks,
                source -> namespaces.getOrDefault(source, source.value()),
                source -> nets.getOrDefault(source, Set.of()));
    }
}
