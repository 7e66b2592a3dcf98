package io.stockrelay.mapping;

import io.stockrelay.shared.Kit;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.StockEvent;
import java.util.List;
import java.util.stream.Collectors;

/** What happened to a kit, as what happened to its components: a kit has no stock of its own. */
final class KitEvents {

    private KitEvents() {}

    /** One event for each component, all of the source event's content; nothing where anything was refused. */
    static List<StockEvent> of(StockEvent event, Kit kit, long quantityMax, Refusals refusals) {
        if (!(event instanceof MovementEvent movement)) {
            refusals.value(event.header().type().code() + " of SKU " + kit.sku()
                    + ", which is a kit: stock of a kit is stated by its components ("
                    + kit.components().stream().map(one -> one.sku().value()).collect(Collectors.joining(", "))
                    + "); state those, or let the mapping ignore this one");
            return List.of();
        }
        check(movement, kit, quantityMax, refusals);
        return refusals.isEmpty()
                ? kit.components().stream().map(one -> part(movement, one)).toList()
                : List.of();
    }

    private static void check(MovementEvent movement, Kit kit, long quantityMax, Refusals refusals) {
        for (var one : kit.components()) {
            if (Math.abs(movement.units()) > quantityMax / one.units()) {
                refusals.value(movement.units() + " of kit " + kit.sku() + " are more of its component " + one.sku()
                        + " than the limit of " + quantityMax + " (guards.quantity-max)");
            }
            var id = id(movement, one);
            if (id.length() > EventKey.ID_LENGTH_MAX) {
                refusals.value("id '"
                        + FieldReader.shown(movement.header().key().id()) + "' is too long for a kit:"
                        + " with # and the component " + one.sku() + " it has more than " + EventKey.ID_LENGTH_MAX
                        + " characters");
            }
        }
    }

    private static String id(MovementEvent movement, Kit.Component component) {
        return movement.header().key().id() + "#" + component.sku();
    }

    /** A lot of the kit says nothing about the lots of what is inside. */
    private static StockEvent part(MovementEvent movement, Kit.Component component) {
        var header = movement.header();
        return new MovementEvent(
                new EventHeader(
                        new EventKey(header.key().source(), id(movement, component)),
                        header.hash(),
                        header.type(),
                        component.sku(),
                        header.location(),
                        header.at(),
                        header.sequence(),
                        header.reference(),
                        header.reason(),
                        null),
                movement.units() * component.units(),
                movement.toLocation(),
                movement.disposition());
    }
}
