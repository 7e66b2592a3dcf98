package io.stockrelay.mapping;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Guards;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.source.SourceSettings.Autumn;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mappings of the repository, with settings like those of its configuration. */
final class SampleCompany {

    static final Path HOME = Path.of("").toAbsolutePath();
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Guards GUARDS = new Guards(20, 30, 1_000_000_000);

    private SampleCompany() {}

    static MappingFolder mappings() {
        return mappings(HOME);
    }

    static MappingFolder mappings(Path home) {
        var sources = List.of(
                source("erp", Autumn.EARLIER, null),
                source("wms", Autumn.LATER, null),
                source("threepl", Autumn.EARLIER, file()));
        return MappingFolder.read(home, sources, locations(), channels(), GUARDS, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Set<LocationId> locations() {
        return Set.of(new LocationId("WH1"), new LocationId("WH2"), new LocationId("3PL"));
    }

    static Set<ChannelId> channels() {
        return Set.of(new ChannelId("shopify"), new ChannelId("amazon"), new ChannelId("dealer-portal"));
    }

    static SourceSettings source(String id, Autumn autumn, SourceSettings.@Nullable CsvFile file) {
        return new SourceSettings(
                new SourceId(id),
                id,
                ZoneId.of("Europe/Berlin"),
                autumn,
                "acme",
                Duration.ofMinutes(5),
                file != null,
                null,
                file);
    }

    static SourceSettings.CsvFile file() {
        return new SourceSettings.CsvFile("windows-1252", ';', List.of("Lager"), 100, 1 << 20);
    }
}
