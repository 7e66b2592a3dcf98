package io.stockrelay.settings;

import io.stockrelay.channel.OrderPollSettings;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.source.SourceSettings.Autumn;
import io.stockrelay.source.SourceSettings.Book;
import io.stockrelay.source.SourceSettings.CsvFile;
import io.stockrelay.source.SourceSettings.Orders;
import io.stockrelay.source.SourceSettings.Poll;
import io.stockrelay.source.SourceSettings.Webhook;
import io.stockrelay.source.SourceSettings.Webhook.Scheme;
import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.StockState;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code sources}. */
final class SourcesReader {

    private static final Duration TOLERANCE_DEFAULT = Duration.ofMinutes(5);
    private static final int SECRETS_MAX = 2;
    private static final List<StockState> NETTABLE =
            List.of(StockState.ALLOCATED, StockState.QUALITY_HOLD, StockState.DAMAGED);

    private final Map<ChannelId, Section> channels;
    private final Map<LocationId, Section> locations;

    SourcesReader(Map<ChannelId, Section> channels, Map<LocationId, Section> locations) {
        this.channels = channels;
        this.locations = locations;
    }

    List<SourceSettings> read(Map<SourceId, Section> sections) {
        var found = new ArrayList<SourceSettings>();
        sections.forEach((id, section) -> found.add(read(id, section)));
        return found;
    }

    private SourceSettings read(SourceId id, Section section) {
        var source = new SourceSettings(
                id,
                section.text("name").orElse(id.value()),
                zone(section),
                section.choice("doubled-hour", Autumn.class, Autumn.EARLIER),
                section.text("references").orElse(id.value()),
                section.duration("future-tolerance", TOLERANCE_DEFAULT),
                section.flag("sum-rows", false),
                webhook(section.section("webhook")),
                file(section.section("file")),
                orders(section.section("orders")),
                new Book(nets(section), section.duration("overdue-after", OrderBooks.OVERDUE_AFTER_DEFAULT)));
        section.done();
        return source;
    }

    private enum Figure {
        PHYSICAL,
        SALABLE
    }

    private static Set<StockState> nets(Section section) {
        var figure = section.choice("figure", Figure.class, Figure.PHYSICAL);
        var states = EnumSet.noneOf(StockState.class);
        for (var code : section.texts("nets", false)) {
            NETTABLE.stream()
                    .filter(state -> Section.code(state).equals(code))
                    .findFirst()
                    .ifPresentOrElse(
                            states::add,
                            () -> section.problem(
                                    "unknown-state",
                                    "nets",
                                    "'" + code + "' is nothing a figure can be less of",
                                    "Write allocated, quality-hold or damaged."));
        }
        if (figure == Figure.SALABLE && !section.has("nets")) {
            section.problem(
                    "missing-key",
                    "nets",
                    "a salable figure is less of something",
                    "List what the source has deducted: allocated, quality-hold, damaged.");
        }
        if (figure == Figure.PHYSICAL && section.has("nets")) {
            section.problem(
                    "contradiction",
                    "nets",
                    "a physical figure is less of nothing",
                    "Write figure: salable, or leave nets out.");
        }
        return states;
    }

    private @Nullable Orders orders(Section section) {
        if (!section.isPresent()) {
            return null;
        }
        var orders = new Orders(
                Ids.reference(section, "channel", channels, "channel").orElse(null),
                Ids.reference(section, "fulfil-from", locations, "location").orElse(null),
                poll(section));
        section.done();
        return orders;
    }

    private enum When {
        ALWAYS,
        IN_FLIGHT,
        NEVER
    }

    private static @Nullable Poll poll(Section section) {
        var when = section.choice("poll", When.class, When.ALWAYS);
        var every = between(
                section, "poll-every", Duration.ofSeconds(1), Duration.ofDays(7), OrderPollSettings.EVERY_DEFAULT);
        var poll = new Poll(
                when == When.ALWAYS ? every : Duration.ZERO,
                between(
                        section,
                        "poll-settle",
                        Duration.ofSeconds(1),
                        Duration.ofHours(1),
                        OrderPollSettings.SETTLE_DEFAULT),
                between(
                        section,
                        "poll-look-back",
                        Duration.ofMinutes(1),
                        Duration.ofDays(50),
                        OrderPollSettings.LOOK_BACK_DEFAULT));
        return when == When.NEVER ? null : poll;
    }

    private static Duration between(Section section, String key, Duration min, Duration max, Duration otherwise) {
        return section.parsed(
                key,
                text -> Scalars.duration(text).filter(found -> found.compareTo(min) >= 0 && found.compareTo(max) <= 0),
                otherwise,
                "is not a duration in its limits",
                "Write " + min + " to " + max + ", such as 90s, 10m or 24h.");
    }

    private static @Nullable Webhook webhook(Section section) {
        if (!section.isPresent()) {
            return null;
        }
        var scheme = section.choice("scheme", Scheme.class, Scheme.STANDARD);
        var header = section.text("header");
        if (scheme != Scheme.STANDARD && header.isEmpty()) {
            section.problem(
                    "missing-key", "header", "the scheme needs the name of the signature header", "Add header.");
        }
        var secrets = section.texts("secrets", true);
        if (section.size("secrets") < 1 || section.size("secrets") > SECRETS_MAX) {
            section.problem("secrets", "secrets", "needs one secret, or two during a rotation", "List them.");
        }
        var webhook = new Webhook(
                scheme,
                header.orElse("webhook-signature"),
                secrets,
                section.duration("tolerance", TOLERANCE_DEFAULT),
                section.bytes("bytes-max", 5L << 20),
                Set.copyOf(section.texts("personal", false)));
        section.done();
        return webhook;
    }

    private static @Nullable CsvFile file(Section section) {
        if (!section.isPresent()) {
            return null;
        }
        var charset = section.parsed(
                "charset",
                SourcesReader::charset,
                "UTF-8",
                "is not a character set this Java knows",
                "Write utf-8, windows-1252 or iso-8859-1, for example.");
        var columns = section.texts("columns", false);
        if (columns.isEmpty()) {
            section.problem("missing-key", "columns", "lists no column", "List the columns the header must have.");
        }
        var file = new CsvFile(
                charset,
                section.parsed(
                        "separator", SourcesReader::character, ',', "is not one character", "Write \";\" or \"\\t\"."),
                columns,
                section.number("rows-max", 1, 100_000_000, 2_000_000),
                section.bytes("bytes-max", 500L << 20),
                section.flag("complete", false),
                section.flag("order-book", false));
        if (file.complete() && file.orderBook()) {
            section.problem(
                    "conflict",
                    "order-book",
                    "goes with complete, which is of stock",
                    "Leave complete out: a list of open orders is always all there is.");
        }
        section.done();
        return file;
    }

    static ZoneId zone(Section section) {
        return section.parsed(
                "zone",
                SourcesReader::zone,
                ZoneId.of("UTC"),
                "is not a time zone",
                "Write a zone of the IANA list, such as Europe/Berlin.");
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> charset(String text) {
        try {
            return Optional.of(Charset.forName(text).name());
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Character> character(String text) {
        return text.length() == 1 ? Optional.of(text.charAt(0)) : Optional.empty();
    }
}
