package io.stockrelay.settings;

import io.stockrelay.availability.Rule;
import io.stockrelay.availability.Rule.Buffer;
import io.stockrelay.availability.Rule.Selector;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code rules}. */
final class RulesReader {

    private static final long UNITS_MAX = 1_000_000_000_000L;

    private final Map<ChannelId, Section> channels;
    private final Map<LocationId, Section> locations;

    RulesReader(Map<ChannelId, Section> channels, Map<LocationId, Section> locations) {
        this.channels = channels;
        this.locations = locations;
    }

    List<Rule> read(List<Section> sections) {
        var found = new ArrayList<Rule>();
        var names = new HashSet<String>();
        for (var section : sections) {
            var rule = read(section);
            if (!names.add(rule.name())) {
                section.problem(
                        "duplicate-rule",
                        "name",
                        "another rule is called '" + rule.name() + "' too",
                        "Rename one: the name decides between equals.");
            }
            found.add(rule);
        }
        return found;
    }

    private Rule read(Section section) {
        var rule = new Rule(
                section.requiredText("name"),
                selector(section.section("for")),
                section.smallNumber("priority", -1_000_000, 1_000_000, 0),
                units(section, "safety-stock-units"),
                section.optionalNumber("share-percent", 0, 100)
                        .map(Math::toIntExact)
                        .orElse(null),
                buffer(section.section("buffer")),
                units(section, "stop-at-units"),
                units(section, "cap-units"),
                section.place());
        section.done();
        if (isWithoutTerm(rule)) {
            section.problem(
                    "empty-rule",
                    "says nothing about any term",
                    "Add safety-stock-units, share-percent, buffer, stop-at-units or cap-units.");
        }
        return rule;
    }

    private static boolean isWithoutTerm(Rule rule) {
        return Stream.of(
                        rule.safetyStockUnits(),
                        rule.sharePercent(),
                        rule.buffer(),
                        rule.stopAtUnits(),
                        rule.capUnits())
                .allMatch(Objects::isNull);
    }

    private Selector selector(Section section) {
        var selector = new Selector(
                Ids.reference(section, "channel", channels, "channel").orElse(null),
                sku(section).orElse(null),
                section.text("category").orElse(null),
                Ids.reference(section, "location", locations, "location").orElse(null));
        section.done();
        return selector;
    }

    private static Optional<Sku> sku(Section section) {
        var text = section.text("sku");
        var sku = text.flatMap(code -> Ids.code(code, Sku::new));
        if (text.isPresent() && sku.isEmpty()) {
            section.problem("value", "sku", "'" + text.get() + "' is not a usable SKU", "Use 1 to 64 characters.");
        }
        return sku;
    }

    private static @Nullable Buffer buffer(Section section) {
        if (!section.isPresent()) {
            return null;
        }
        var units = units(section, "units");
        var percent = section.optionalNumber("percent", 0, 100);
        long min = section.number("min-units", 0, UNITS_MAX, 0);
        var max = units(section, "max-units");
        section.done();
        if ((units == null) == percent.isEmpty()) {
            section.problem("buffer", "needs either units or percent", "Keep one of the two.");
        }
        if (units != null && (section.has("min-units") || section.has("max-units"))) {
            section.problem("buffer", "limits belong to a percentage", "Remove min-units and max-units.");
        }
        if (max != null && max < min) {
            section.problem("buffer", "max-units " + max + " is less than min-units " + min, "Swap them.");
        }
        return new Buffer(units, percent.map(Math::toIntExact).orElse(null), min, max);
    }

    private static @Nullable Long units(Section section, String key) {
        return section.optionalNumber(key, 0, UNITS_MAX).orElse(null);
    }
}
