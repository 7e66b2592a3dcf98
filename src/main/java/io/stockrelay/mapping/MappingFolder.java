package io.stockrelay.mapping;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Problem;
import io.stockrelay.shared.SourceId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folder {@code mappings/} of one generation, read and checked.
 *
 * @param problems everything wrong with it; with any error, the mappings must not be used
 */
public record MappingFolder(Mappings mappings, Catalogue catalogue, OrderCodes orderCodes, List<Problem> problems) {

    /** A company that promises stock to no account. */
    public static MappingFolder read(
            Path home,
            List<MappedSource> sources,
            Set<LocationId> locations,
            Set<ChannelId> channels,
            long quantityMax,
            Clock clock) {
        return read(home, sources, locations, channels, Set.of(), quantityMax, clock);
    }

    public static MappingFolder read(
            Path home,
            List<MappedSource> sources,
            Set<LocationId> locations,
            Set<ChannelId> channels,
            Set<AccountId> accounts,
            long quantityMax,
            Clock clock) {
        var problems = new ArrayList<Problem>();
        var ids = sources.stream().map(MappedSource::id).collect(Collectors.toSet());
        var tables = new TablesLoader(home, problems).load(ids, locations, channels, accounts);
        var bySource = new HashMap<SourceId, SourceMapping>();
        for (var source : sources) {
            bySource.put(
                    source.id(),
                    new SourceMapping(
                            source,
                            Programs.load(home, source, problems),
                            new CrossReferences(tables, source.id(), quantityMax)));
        }
        return new MappingFolder(
                new JqMappings(bySource, tables, quantityMax, clock),
                tables,
                tables.orderCodes(),
                List.copyOf(problems));
    }
}
