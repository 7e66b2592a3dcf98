package io.stockrelay.mapping;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Problem;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Guards;
import io.stockrelay.source.SourceSettings;
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
public record MappingFolder(Mappings mappings, Catalogue catalogue, List<Problem> problems) {

    public static MappingFolder read(
            Path home,
            List<SourceSettings> sources,
            Set<LocationId> locations,
            Set<ChannelId> channels,
            Guards guards,
            Clock clock) {
        var problems = new ArrayList<Problem>();
        var ids = sources.stream().map(SourceSettings::id).collect(Collectors.toSet());
        var tables = new TablesLoader(home, problems).load(ids, locations, channels);
        var bySource = new HashMap<SourceId, SourceMapping>();
        for (var source : sources) {
            bySource.put(
                    source.id(),
                    new SourceMapping(
                            source,
                            Programs.load(home, source, problems),
                            new CrossReferences(tables, source.id(), guards.quantityMax())));
        }
        return new MappingFolder(new JqMappings(bySource, tables, guards, clock), tables, List.copyOf(problems));
    }
}
