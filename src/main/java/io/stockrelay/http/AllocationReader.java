package io.stockrelay.http;

import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationKey;
import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Item;
import io.stockrelay.mapping.OrderCodes;
import io.stockrelay.mapping.PartyCodes;
import io.stockrelay.reservation.Scope;
import io.stockrelay.settings.Settings;
import io.stockrelay.settings.Suggestions;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockPolicy;
import java.time.Clock;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** From a request's own words to a command on allocations: known accounts, locations and items, exact units. */
@Component
class AllocationReader {

    private static final int REASON_MAX = 300;
    private static final int CODE_MAX = 200;
    private static final int QUANTITY_MAX = 60;
    private static final int UNIT_MAX = 64;

    private final ReservationParty parties;
    private final OrderCodes codes;
    private final Catalogue catalogue;
    private final StockPolicy policy;
    private final long unitsMax;
    private final Clock clock;

    AllocationReader(
            ReservationParty parties,
            OrderCodes codes,
            Catalogue catalogue,
            StockPolicy policy,
            Settings settings,
            Clock clock) {
        this.parties = parties;
        this.codes = codes;
        this.catalogue = catalogue;
        this.policy = policy;
        this.unitsMax = settings.guards().quantityMax();
        this.clock = clock;
    }

    /** By what an address names; the item by the account's own code, ours, or a GTIN. */
    AllocationKey key(String account, String location, String sku) {
        var id = account("account", account);
        return new AllocationKey(id, new PositionKey(item(sku, codes.of(id)).sku(), location(location)));
    }

    AllocationCommand set(Fields body, AllocationKey key, String actor) {
        var known = codes.of(key.account());
        var item = known.item(key.position().sku().value()).orElseThrow();
        String quantity = body.quantity("quantity", QUANTITY_MAX);
        long units = isZero(quantity) ? 0 : units(body, quantity, item, known);
        body.text("unit", UNIT_MAX);
        Long version = body.number("version", 0, Integer.MAX_VALUE);
        String reason = body.required("reason", REASON_MAX);
        body.done();
        return new AllocationCommand.Set(key, units, actor, reason, version == null ? null : version.intValue());
    }

    AllocationCommand release(Fields body, AllocationKey key, String actor) {
        String reason = body.required("reason", REASON_MAX);
        body.done();
        return new AllocationCommand.Release(key, actor, reason);
    }

    /** The item by the giving account's own code, ours, or a GTIN. */
    AllocationCommand reallocate(Fields body, String actor) {
        String id = body.required("id", Fields.ID_MAX);
        var from = account("from", body.required("from", UNIT_MAX));
        var to = account("to", body.required("to", UNIT_MAX));
        if (from.equals(to)) {
            throw body.refused("to", "it is the account to take from; name another one");
        }
        var known = codes.of(from);
        String code = body.required("sku", CODE_MAX);
        String place = body.required("location", CODE_MAX);
        var item = item(code, known);
        var location = location(place);
        String quantity = body.quantity("quantity", QUANTITY_MAX);
        long units = units(body, quantity, item, known);
        String unit = body.text("unit", UNIT_MAX);
        String reason = body.required("reason", REASON_MAX);
        body.done();
        var content = new OwnWords()
                .add(from)
                .add(to)
                .add(code)
                .add(place)
                .add(new java.math.BigDecimal(quantity).stripTrailingZeros().toPlainString())
                .add(unit)
                .hash();
        var position = new PositionKey(item.sku(), location);
        return new AllocationCommand.Reallocate(id, content, position, from, to, units, actor, reason);
    }

    private AccountId account(String field, String name) {
        var scope = new Scope(Scope.Kind.ACCOUNT, name);
        if (!parties.isKnown(scope)) {
            throw parties.unknown(field, scope);
        }
        return new AccountId(name);
    }

    private LocationId location(String name) {
        var known = new TreeSet<>(policy.authority().locations().keySet());
        return known.stream()
                .filter(location -> location.value().equals(name))
                .findAny()
                .orElseThrow(() -> ApiProblem.invalid(
                        "location",
                        name,
                        "config/stockrelay.yaml has no such location; nothing was changed. "
                                + Suggestions.sentence(
                                        name,
                                        known.stream().map(LocationId::value).toList())));
    }

    private Item item(String code, PartyCodes known) {
        var item = known.item(code)
                .orElseThrow(() -> ApiProblem.invalid(
                        "sku",
                        code,
                        "it is no SKU or GTIN of mappings/items.csv and no alias in " + known.aliasFile()
                                + "; nothing was changed"));
        if (catalogue.kits().of(item.sku(), clock.instant()).isPresent()) {
            throw ApiProblem.invalid(
                    "sku", code, "a kit has no stock of its own; set its components aside. Nothing was changed");
        }
        return item;
    }

    private long units(Fields body, String quantity, Item item, PartyCodes known) {
        var units = known.units(item, quantity, body.text("unit", UNIT_MAX), unitsMax);
        if (units.isRefused()) {
            throw body.refused("quantity", units.refusal());
        }
        return units.count();
    }

    private static boolean isZero(String quantity) {
        return quantity.matches("0+([.]0+)?");
    }
}
