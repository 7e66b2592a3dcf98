package io.stockrelay.settings;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Problem;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Guards;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code config/stockrelay.yaml} of a home folder, and finds everything wrong with it in one go. */
public final class SettingsLoader {

    public static final String FILE = "config/stockrelay.yaml";

    private SettingsLoader() {}

    /**
     * @param env looks up an environment variable; null where it is not set
     */
    public static LoadedSettings load(Path home, Function<String, @Nullable String> env) {
        try {
            var yaml = Files.readString(home.resolve(FILE), StandardCharsets.UTF_8);
            return load(yaml, new Reading(FILE, new Placeholders(home, env)));
        } catch (NoSuchFileException missing) {
            return refused(
                    "missing-file", "there is no " + FILE + " in " + home, "Point --home to a folder that has one.");
        } catch (MalformedInputException wrongEncoding) {
            return refused("encoding", "the file is not UTF-8", "Save it as UTF-8.");
        } catch (IOException unreadable) {
            return refused(
                    "unreadable", "the file cannot be read: " + unreadable.getMessage(), "Check its permissions.");
        }
    }

    static LoadedSettings load(String yaml, Reading reading) {
        var top = reading.top(yaml);
        if (!top.isPresent()) {
            return new LoadedSettings(null, problems(reading));
        }
        var settings = read(top);
        top.done();
        return new LoadedSettings(settings, problems(reading));
    }

    private static Settings read(Section top) {
        var sources = Ids.folderNames(top, "sources", SourceId::new);
        var locations = Ids.codes(top, "locations", LocationId::new);
        var channels = Ids.folderNames(top, "channels", ChannelId::new);
        var places = new LocationsReader(sources);
        var retry = ChannelsReader.retry(top.section("retry"));
        var accounts = Ids.folderNames(top, "accounts", AccountId::new);
        var reservations = new PartiesReader(locations)
                .accounts(accounts)
                .channels(channels)
                .read(top.section("reservations"));
        var projections = new ProjectionReader(locations);
        var speakers = new SourcesReader(channels, locations).read(sources);
        var stores = places.locations(locations);
        var sellers = ChannelsReader.read(channels, locations, retry);
        OrderTellers.check(sources, speakers, sellers);
        return new Settings(
                top.text("company").orElse("StockRelay"),
                speakers,
                stores,
                places.clocks(top.items("clocks")),
                sellers,
                new RulesReader(channels, locations).read(top.items("rules")),
                guards(top.section("guards")),
                retry,
                new AccessReader(accounts, channels).read(top.section("access")),
                RetentionReader.read(top.section("retention")),
                reservations,
                projections.read(top.section("projection"), stores, speakers));
    }

    private static Guards guards(Section section) {
        var guards = new Guards(
                section.smallNumber("zeroed-share", 0, 100, 20),
                section.smallNumber("moved-share", 0, 100, 30),
                section.number("quantity-max", 1, Guards.QUANTITY_MAX_DEFAULT, Guards.QUANTITY_MAX_DEFAULT));
        section.done();
        return guards;
    }

    private static List<Problem> problems(Reading reading) {
        return reading.problems().stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    private static LoadedSettings refused(String code, String message, String fix) {
        return new LoadedSettings(null, List.of(Problem.error(code, FILE, 0, 0, null, message, fix)));
    }
}
