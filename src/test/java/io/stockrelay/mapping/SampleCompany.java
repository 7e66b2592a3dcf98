package io.stockrelay.mapping;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** The mappings of the repository, with settings like those of its configuration. */
final class SampleCompany {

    static final Path HOME = Path.of("").toAbsolutePath();
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final long QUANTITY_MAX = 1_000_000_000;

    private SampleCompany() {}

    static MappingFolder mappings() {
        return mappings(HOME);
    }

    static MappingFolder mappings(Path home) {
        var sources = List.of(
                source("erp", false, false),
                source("wms", true, false),
                source("threepl", false, true),
                source("markthalle", false, false),
                source("manual", false, false),
                new MappedSource(
                        new SourceId("shopify"),
                        ZoneOffset.UTC,
                        false,
                        Duration.ofMinutes(5),
                        false,
                        new OrderParty("channel:shopify", "acme-orders", new LocationId("WH1"))));
        return MappingFolder.read(
                home, sources, locations(), channels(), QUANTITY_MAX, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Set<LocationId> locations() {
        return Set.of(
                new LocationId("WH1"),
                new LocationId("WH2"),
                new LocationId("3PL"),
                new LocationId("ALTONA"),
                new LocationId("LINZ"));
    }

    static Set<ChannelId> channels() {
        return Set.of(new ChannelId("shopify"), new ChannelId("amazon"), new ChannelId("dealer-portal"));
    }

    static MappedSource source(String id, boolean laterOfDoubledHour, boolean sendsFiles) {
        return new MappedSource(
                new SourceId(id), ZoneId.of("Europe/Berlin"), laterOfDoubledHour, Duration.ofMinutes(5), sendsFiles);
    }
}
