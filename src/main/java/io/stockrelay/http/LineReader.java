package io.stockrelay.http;

import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Item;
import io.stockrelay.mapping.OrderCodes;
import io.stockrelay.mapping.PartyCodes;
import io.stockrelay.reservation.PartySettings;
import io.stockrelay.reservation.RequestedLine;
import io.stockrelay.reservation.Scope;
import io.stockrelay.settings.Settings;
import io.stockrelay.settings.Suggestions;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.PositionKey;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From the lines of a request to our items, locations and smallest units. */
@Component
class LineReader {

    static final int LINE_MAX = 64;

    private static final int CODE_MAX = 200;
    private static final int QUANTITY_MAX = 60;

    private final OrderCodes codes;
    private final Catalogue catalogue;
    private final long unitsMax;
    private final Clock clock;

    LineReader(OrderCodes codes, Catalogue catalogue, Settings settings, Clock clock) {
        this.codes = codes;
        this.catalogue = catalogue;
        this.clock = clock;
        this.unitsMax = settings.guards().quantityMax();
    }

    PartyCodes codes(Scope scope) {
        return switch (scope.kind()) {
            case ACCOUNT -> codes.of(new AccountId(scope.id()));
            case CHANNEL -> codes.of(new ChannelId(scope.id()));
            case SOURCE -> throw new IllegalArgumentException(scope.code() + " does not ask for promises");
        };
    }

    RequestedLine line(Fields line, PartySettings party, PartyCodes known, OwnWords words) {
        String number = line.required("line", LINE_MAX);
        String code = line.required("sku", CODE_MAX);
        String place = line.text("location", CODE_MAX);
        Item item = known.item(code)
                .orElseThrow(() -> line.refused(
                        "sku",
                        "it is no SKU or GTIN of mappings/items.csv and no alias in " + known.aliasFile() + ", so line "
                                + number + " cannot be promised; mend it, or add the alias"));
        words.add(number).add(code).add(place);
        long units = units(line, number, item, known, words);
        var location = location(line, place, number, party);
        line.done();
        return new RequestedLine(number, item.sku(), units, components(item, location));
    }

    /** A kit is promised as what it is made of now; whatever its bill of materials says later, this was promised. */
    private List<RequestedLine.Component> components(Item item, LocationId location) {
        return catalogue
                .kits()
                .of(item.sku(), clock.instant())
                .map(kit -> kit.components().stream()
                        .map(part -> new RequestedLine.Component(new PositionKey(part.sku(), location), part.units()))
                        .toList())
                .orElseGet(() -> List.of(new RequestedLine.Component(new PositionKey(item.sku(), location), 1)));
    }

    /** How many smallest units of the item the line's quantity and unit are. */
    long units(Fields line, String number, Item item, PartyCodes known, OwnWords words) {
        return units(line, number, item, line.text("unit", LINE_MAX), known, words);
    }

    /** The same in a unit that stands elsewhere. */
    long units(Fields line, String number, Item item, @Nullable String unit, PartyCodes known, OwnWords words) {
        String quantity = line.quantity("quantity", QUANTITY_MAX);
        var units = known.units(item, quantity, unit, unitsMax);
        if (units.isRefused()) {
            throw line.refused("quantity", "line " + number + " " + units.refusal());
        }
        words.add(new BigDecimal(quantity).stripTrailingZeros().toPlainString()).add(unit);
        return units.count();
    }

    private static LocationId location(Fields line, @Nullable String place, String number, PartySettings party) {
        if (place == null) {
            var from = party.fulfilFrom();
            if (from == null) {
                throw line.refused(
                        "location",
                        "line " + number + " says no location and "
                                + party.scope().code() + " has no fulfil-from in config/stockrelay.yaml; give one");
            }
            return from;
        }
        return party.locations().stream()
                .filter(location -> location.value().equals(place))
                .findAny()
                .orElseThrow(() -> line.refused(
                        "location",
                        "no such location serves " + party.scope().code() + ". "
                                + Suggestions.sentence(
                                        place,
                                        party.locations().stream()
                                                .map(LocationId::value)
                                                .toList())));
    }
}
