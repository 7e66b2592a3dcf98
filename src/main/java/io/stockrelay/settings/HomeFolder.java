package io.stockrelay.settings;

import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.MappedSource;
import io.stockrelay.mapping.MappingFolder;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.mapping.OrderCodes;
import io.stockrelay.mapping.OrderParty;
import io.stockrelay.reservation.PartySettings;
import io.stockrelay.reservation.Scope;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.Problem;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.stock.LocationSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One generation of {@code config/} and {@code mappings/}, read as a whole and found to be without error. */
public record HomeFolder(
        Settings settings,
        Mappings mappings,
        Catalogue catalogue,
        OrderCodes orderCodes,
        Generation generation,
        List<Problem> warnings) {

    /**
     * @throws ConfigurationRefused with every problem of both folders
     */
    public static HomeFolder read(Path home, Function<String, @Nullable String> env, Clock clock) {
        var loaded = SettingsLoader.load(home, env);
        var problems = new ArrayList<>(loaded.problems());
        var draft = loaded.draft().orElseThrow(() -> new ConfigurationRefused(problems));
        var mappings = mappings(home, draft, clock);
        problems.addAll(mappings.problems());
        problems.addAll(MasterDataChecks.problems(draft, mappings.catalogue()));
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new ConfigurationRefused(problems);
        }
        return new HomeFolder(
                draft,
                mappings.mappings(),
                mappings.catalogue(),
                mappings.orderCodes(),
                Generations.of(home),
                List.copyOf(problems));
    }

    private static MappingFolder mappings(Path home, Settings settings, Clock clock) {
        List<MappedSource> sources = settings.sources().stream()
                .map(source -> mapped(source, settings))
                .toList();
        return MappingFolder.read(
                home,
                sources,
                settings.locations().stream().map(LocationSettings::id).collect(Collectors.toSet()),
                settings.channels().stream().map(channel -> channel.id()).collect(Collectors.toSet()),
                accounts(settings),
                settings.guards().quantityMax(),
                clock);
    }

    private static Set<AccountId> accounts(Settings settings) {
        return settings.reservations().parties().keySet().stream()
                .filter(scope -> scope.kind() == Scope.Kind.ACCOUNT)
                .map(scope -> new AccountId(scope.id()))
                .collect(Collectors.toSet());
    }

    private static MappedSource mapped(SourceSettings source, Settings settings) {
        var mapped = new MappedSource(
                        source.id(),
                        source.zone(),
                        source.autumn() == SourceSettings.Autumn.LATER,
                        source.futureTolerance(),
                        source.file() != null,
                        source.orders() == null ? null : party(source, source.orders(), settings))
                .inNamespace(source.references());
        return source.file() != null && source.file().orderBook() ? mapped.listingOrders() : mapped;
    }

    /** A channel's own words count before its source's: people may reserve for it under the same numbers. */
    private static OrderParty party(SourceSettings source, SourceSettings.Orders orders, Settings settings) {
        if (orders.channel() == null) {
            return new OrderParty(
                    new Scope(Scope.Kind.SOURCE, source.id().value()).code(), source.references(), orders.fulfilFrom());
        }
        var scope = new Scope(Scope.Kind.CHANNEL, orders.channel().value());
        var channel = settings.reservations().party(scope);
        return new OrderParty(
                scope.code(),
                channel.map(PartySettings::references).orElse(source.references()),
                orders.fulfilFrom() == null
                        ? channel.map(PartySettings::fulfilFrom).orElse(null)
                        : orders.fulfilFrom());
    }
}
