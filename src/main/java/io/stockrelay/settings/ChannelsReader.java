package io.stockrelay.settings;

import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.channel.ChannelSettings.Listing;
import io.stockrelay.channel.ChannelSettings.Pace;
import io.stockrelay.channel.ChannelSettings.Retry;
import io.stockrelay.channel.ChannelSettings.Start;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code channels} and {@code retry}. */
final class ChannelsReader {

    static final Set<String> ADAPTERS = Set.of("shopify", "amazon", "http");

    private static final Retry RETRY_DEFAULT = new Retry(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 10, 20);
    private static final Set<String> SECRET_WORDS = Set.of("token", "secret", "password", "key");

    private ChannelsReader() {}

    static Retry retry(Section section, Retry otherwise) {
        var retry = new Retry(
                section.duration("initial", otherwise.initial()),
                section.smallNumber("factor", 1, 10, otherwise.factor()),
                section.duration("max", otherwise.max()),
                section.smallNumber("attempts", 1, 1000, otherwise.attempts()),
                section.smallNumber("jitter", 0, 100, otherwise.jitterPercent()));
        section.done();
        return retry;
    }

    static Retry retry(Section section) {
        return retry(section, RETRY_DEFAULT);
    }

    static List<ChannelSettings> read(
            Map<ChannelId, Section> sections, Map<LocationId, Section> locations, Retry retry) {
        var found = new ArrayList<ChannelSettings>();
        sections.forEach((id, section) -> found.add(read(id, section, locations, retry)));
        return found;
    }

    private static ChannelSettings read(
            ChannelId id, Section section, Map<LocationId, Section> locations, Retry retry) {
        section.requiredText("adapter");
        var pace = section.section("pace");
        var channel = new ChannelSettings(
                id,
                section.text("name").orElse(id.value()),
                section.parsed(
                        "adapter",
                        ChannelsReader::adapter,
                        "http",
                        "is not an adapter",
                        "Known: amazon, http, shopify."),
                locations(section, locations),
                section.choice("listing", Listing.class, Listing.POOLED),
                section.smallNumber("batch", 1, 10_000, 100),
                new Pace(pace.smallNumber("per-second", 0, 100_000, 10), pace.smallNumber("burst", 1, 100_000, 10)),
                section.smallNumber("min-increase-share", 0, 100, 20),
                section.duration("timeout", Duration.ofSeconds(30)),
                retry(section.section("retry"), retry),
                section.free("connection", ChannelsReader::isSecret),
                section.choice("start", Start.class, Start.PAUSED));
        pace.done();
        section.done();
        return channel;
    }

    private static List<LocationId> locations(Section section, Map<LocationId, Section> known) {
        var found = new ArrayList<LocationId>();
        for (var text : section.texts("locations", false)) {
            Ids.known(section, "locations", text, known, "location").ifPresent(found::add);
        }
        if (!section.has("locations")) {
            section.problem("missing-key", "locations", "lists no location", "List those that serve the channel.");
        } else if (Set.copyOf(found).size() < found.size()) {
            section.problem("duplicate-location", "locations", "lists a location twice", "It would be sold twice.");
        }
        return found;
    }

    private static Optional<String> adapter(String text) {
        return ADAPTERS.contains(text) ? Optional.of(text) : Optional.empty();
    }

    /** Whether a setting of this name holds a secret: one of its words says so, and no address follows. */
    static boolean isSecret(String name) {
        return !name.endsWith("-url") && List.of(name.split("-")).stream().anyMatch(SECRET_WORDS::contains);
    }
}
