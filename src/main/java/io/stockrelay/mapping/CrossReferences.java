package io.stockrelay.mapping;

import io.stockrelay.shared.Kit;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.ExpectEvent;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.LotMark;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From one source's codes and units to ours. */
final class CrossReferences {

    private final Tables tables;
    private final SourceTables own;
    private final SourceId source;
    private final long quantityMax;
    private final PromisedKits promised;

    CrossReferences(Tables tables, SourceId source, long quantityMax) {
        this(tables, source, quantityMax, PromisedKits.NONE);
    }

    private CrossReferences(Tables tables, SourceId source, long quantityMax, PromisedKits promised) {
        this.promised = promised;
        this.tables = tables;
        this.own = tables.of(source);
        this.source = source;
        this.quantityMax = quantityMax;
    }

    /** The same, with kits that leave for an order as they were promised. */
    CrossReferences with(PromisedKits kits) {
        return new CrossReferences(tables, source, quantityMax, kits);
    }

    /** Null where anything was refused. */
    @Nullable
    StockEvent resolve(Canonical event, Refusals refusals) {
        var item = item(event.sku(), refusals);
        var location = location(event.location(), refusals);
        var toLocation = event.toLocation() == null ? null : location(event.toLocation(), refusals);
        var factor = item == null ? null : factor(item, event.unit(), refusals);
        if (item == null || location == null || factor == null || !refusals.isEmpty()) {
            return null;
        }
        var lot = lot(event, item, refusals);
        var resolved =
                event(event, header(event, item, location, lot), new Conversion(item, factor, refusals), toLocation);
        return refusals.isEmpty() ? resolved : null;
    }

    /** Adds the event, or one for each component where its SKU is a kit at that time. False where anything was refused. */
    boolean expand(StockEvent event, List<StockEvent> into, Refusals refusals) {
        var kit = kit(event.header());
        if (kit.isEmpty()) {
            return into.add(event);
        }
        var parts = KitEvents.of(event, kit.get(), quantityMax, refusals);
        parts.forEach(part -> requireNoLot(part.header(), kit.get(), refusals));
        into.addAll(parts);
        return refusals.isEmpty();
    }

    Optional<Kit> kit(Item item, Instant at) {
        return tables.kits().of(item.sku(), at);
    }

    long quantityMax() {
        return quantityMax;
    }

    /** In the item's smallest unit, with its sign; 0 where anything was refused. */
    long signedUnits(Item item, @Nullable String unit, BigDecimal quantity, Refusals refusals) {
        var factor = factor(item, unit, refusals);
        return factor == null ? 0 : new Conversion(item, factor, refusals).units(quantity, unit);
    }

    /** Smallest units in one of the unit; 0 where that is no whole number. */
    long unitsPerOne(Item item, @Nullable String unit) {
        var factor = factor(item, unit, new Refusals());
        return Optional.ofNullable(factor)
                .flatMap(one -> one.wholeUnits(BigDecimal.ONE, item.decimals()))
                .filter(units -> units.bitLength() < Long.SIZE - 1)
                .map(BigInteger::longValueExact)
                .orElse(0L);
    }

    private Optional<Kit> kit(EventHeader header) {
        var bill = tables.kits().of(header.sku(), header.at());
        boolean mayBePromised = header.type() == EventType.SHIP && header.reference() != null;
        if (!mayBePromised || !tables.kits().hasChanged(header.sku())) {
            return bill;
        }
        var components = tables.kits().everComponents(header.sku()).stream()
                .map(Sku::value)
                .collect(Collectors.toUnmodifiableSet());
        return promised.of(header, components).or(() -> bill);
    }

    /** Our SKU, or the code as it is where none is known. */
    String skuOrCode(String code) {
        var item = item(code, new Refusals());
        return item == null ? code : item.sku().value();
    }

    /** Our location, or the code as it is where none is known. */
    String locationOrCode(String code) {
        var location = location(code, new Refusals());
        return location == null ? code : location.value();
    }

    private EventHeader header(Canonical event, Item item, LocationId location, @Nullable LotMark lot) {
        return new EventHeader(
                new EventKey(source, event.id()),
                event.hash(),
                event.type(),
                item.sku(),
                location,
                event.at(),
                event.sequence(),
                event.reference(),
                event.reason(),
                lot);
    }

    /** What moves or is counted of an item with lots must say of which; what is on its way or promised has none yet. */
    private @Nullable LotMark lot(Canonical event, Item item, Refusals refusals) {
        if (!item.isByLot() && event.type().isOfLot()) {
            refusals.value(
                    event.type().code() + " of SKU " + item.sku() + ", which is not counted by lot: hold or release"
                            + " its quantity, or write yes under lots in mappings/items.csv and replay this");
            return null;
        }
        if (!item.isByLot() || !isOfLots(event.type())) {
            return event.lot() == null ? null : LotMark.recorded(event.lot());
        }
        if (event.states().containsKey(StockState.ALLOCATED)) {
            return ofBook(event, item, refusals);
        }
        if (event.lot() == null) {
            refusals.leftOut(
                    "lot is missing: SKU " + item.sku() + " is counted by lot (lots in mappings/items.csv), so that "
                            + event.type().code() + " must name one",
                    "lot of SKU " + item.sku() + " from " + source);
            return null;
        }
        return LotMark.controlled(event.lot(), event.lotExpiry());
    }

    /** An order book is one of the item: nobody knows which lots will serve it. */
    private static @Nullable LotMark ofBook(Canonical event, Item item, Refusals refusals) {
        if (event.lot() != null || event.states().size() > 1) {
            refusals.program(
                    "allocated of SKU " + item.sku() + ", which is counted by lot, is stated for all of its lots:"
                            + " in an event of its own, without lot and other states");
        }
        return null;
    }

    private static boolean isOfLots(EventType type) {
        return type.isMovement() || type == EventType.LEVEL || type == EventType.COUNT || type.isOfLot();
    }

    private void requireNoLot(EventHeader part, Kit kit, Refusals refusals) {
        var item = tables.master().bySku(part.sku().value());
        if (item != null && item.isByLot() && isOfLots(part.type())) {
            refusals.leftOut(
                    "lot is missing: component " + part.sku() + " of kit " + kit.sku()
                            + " is counted by lot, and the kit's event cannot name its lots; let the mapping state the"
                            + " components instead",
                    "lot of SKU " + part.sku() + " from " + source);
        }
    }

    private StockEvent event(
            Canonical event, EventHeader header, Conversion conversion, @Nullable LocationId toLocation) {
        if (event.type().isOfLot()) {
            return LevelEvent.ofLot(header);
        }
        if (!event.states().isEmpty()) {
            var units = new EnumMap<StockState, Long>(StockState.class);
            event.states().forEach((state, quantity) -> units.put(state, conversion.units(quantity, event.unit())));
            return new LevelEvent(header, Map.copyOf(units), event.run());
        }
        long units = conversion.units(event.quantity(), event.unit());
        return event.type() == EventType.EXPECT
                ? new ExpectEvent(header, units, event.dueOn())
                : new MovementEvent(header, units, toLocation, event.disposition());
    }

    /** Quantities of one event, in the item's smallest unit. */
    private final class Conversion {

        private final Item item;
        private final Ratio factor;
        private final Refusals refusals;

        Conversion(Item item, Ratio factor, Refusals refusals) {
            this.item = item;
            this.factor = factor;
            this.refusals = refusals;
        }

        long units(BigDecimal quantity, @Nullable String unit) {
            var whole = factor.wholeUnits(quantity, item.decimals());
            var named = quantity.toPlainString() + " " + (unit == null ? item.baseUnit() : unit);
            if (whole.isEmpty()) {
                refusals.value("quantity " + named + " of SKU " + item.sku() + " is not a whole number of its smallest"
                        + " unit (1 " + (unit == null ? item.baseUnit() : unit) + " = " + factor + " " + item.baseUnit()
                        + ", " + item.decimals() + " decimals); nothing was rounded");
                return 0;
            }
            if (whole.get().bitLength() > 62 || Math.abs(whole.get().longValueExact()) > quantityMax) {
                refusals.value("quantity " + named + " of SKU " + item.sku() + " is " + whole.get()
                        + " of its smallest unit, more than the limit of " + quantityMax + " (guards.quantity-max)");
                return 0;
            }
            return whole.get().longValueExact();
        }
    }

    @Nullable
    Item item(String code, Refusals refusals) {
        var found =
                own.skus() == null ? tables.master().bySku(code) : own.skus().get(code);
        if (found == null) {
            found = Gs1.gtin14(code).map(tables.master()::byGtin).orElse(null);
        }
        if (found == null) {
            var file = own.skus() == null ? "mappings/items.csv" : own.folder() + "/skus.csv";
            refusals.missing(
                    "SKU code '" + code + "' of " + source + " is not known", "sku code '" + code + "' in " + file);
        }
        return found;
    }

    @Nullable
    LocationId location(String code, Refusals refusals) {
        var found = own.locations() == null
                ? tables.locations().get(code)
                : own.locations().get(code);
        if (found == null) {
            var file = own.locations() == null ? "config/stockrelay.yaml" : own.folder() + "/locations.csv";
            refusals.missing(
                    "location code '" + code + "' of " + source + " is not known" + glnHint(code),
                    "location code '" + code + "' in " + file);
        }
        return found;
    }

    private static String glnHint(String code) {
        return Gs1.claimsGln(code) && !Gs1.isGln(code) ? " (as a GLN its check digit is wrong)" : "";
    }

    private @Nullable Ratio factor(Item item, @Nullable String unit, Refusals refusals) {
        var factor = UnitFactors.mostSpecific(own.units(), tables.units(), item, unit);
        if (factor == null) {
            refusals.missing(
                    "unit '" + unit + "' of " + source + " is not known for SKU " + item.sku() + " (base unit "
                            + item.baseUnit() + ")",
                    "unit '" + unit + "' for SKU " + item.sku() + " in " + own.folder() + "/units.csv");
        }
        return factor;
    }
}
