package io.stockrelay.settings;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.LocationSettings;
import io.stockrelay.stock.LocationSettings.InTransit;
import io.stockrelay.stock.StockState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads {@code locations} and {@code clocks}: whose word counts where, and how far their clocks differ. */
final class LocationsReader {

    private static final String OTHERS = "others";

    private final Map<SourceId, Section> sources;

    LocationsReader(Map<SourceId, Section> sources) {
        this.sources = sources;
    }

    List<LocationSettings> locations(Map<LocationId, Section> sections) {
        var found = new ArrayList<LocationSettings>();
        sections.forEach((id, section) -> {
            found.add(new LocationSettings(
                    id,
                    section.text("name").orElse(id.value()),
                    owners(section.section("states"), stated(), StockState.class, Section::code),
                    owners(section.section("movements"), movable(), EventType.class, EventType::code),
                    section.choice("in-transit", InTransit.class, InTransit.REFERENCES),
                    SourcesReader.zone(section)));
            section.done();
        });
        return found;
    }

    private static List<StockState> stated() {
        return Arrays.stream(StockState.values()).filter(StockState::isStated).toList();
    }

    private static List<EventType> movable() {
        return Arrays.stream(EventType.values())
                .filter(type -> type.isMovement() || type == EventType.EXPECT)
                .toList();
    }

    private <E extends Enum<E>> Map<E, SourceId> owners(
            Section section, List<E> all, Class<E> type, Function<E, String> code) {
        Map<E, SourceId> found = new EnumMap<>(type);
        for (var one : all) {
            Ids.reference(section, code.apply(one), sources, "source").ifPresent(source -> found.put(one, source));
        }
        Ids.reference(section, OTHERS, sources, "source")
                .ifPresent(source -> all.stream()
                        .filter(one -> one != StockState.ALLOCATED) // whoever states an order book is named for it
                        .forEach(one -> found.putIfAbsent(one, source)));
        section.done();
        return found;
    }

    Clocks clocks(List<Section> sections) {
        var slacks = new HashMap<Clocks.Pair, Clocks.Slack>();
        for (var section : sections) {
            section.requiredText("stating");
            section.requiredText("moving");
            var stating = Ids.reference(section, "stating", sources, "source");
            var moving = Ids.reference(section, "moving", sources, "source");
            var slack = new Clocks.Slack(
                    section.duration("tolerance", Duration.ZERO), section.duration("lag", Duration.ZERO));
            section.done();
            if (stating.isPresent() && moving.isPresent()) {
                var before = slacks.put(new Clocks.Pair(stating.get(), moving.get()), slack);
                if (before != null) {
                    section.problem("duplicate-pair", "this pair is given twice", "Keep one of them.");
                }
            }
        }
        return new Clocks(Map.copyOf(slacks));
    }
}
