package io.stockrelay.mapping;

import io.stockrelay.shared.Kit;
import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.DocumentHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderLine;
import io.stockrelay.stock.OrderLine.Article;
import io.stockrelay.stock.OrderLine.Part;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the codes and units of one source's documents to ours; what is a kit then becomes its components. */
final class DocumentReferences {

    private final CrossReferences codes;
    private final MappedSource source;

    DocumentReferences(CrossReferences codes, MappedSource source) {
        this.codes = codes;
        this.source = source;
    }

    /** Null where anything was refused. */
    @Nullable
    DocumentEvent resolve(CanonicalDocument document, Refusals refusals) {
        var party = source.orders();
        if (party == null) {
            refusals.missing(
                    document.type().code() + " of " + source.id() + ": nobody said whose orders it tells of",
                    "orders of source " + source.id() + " in config/stockrelay.yaml");
            return null;
        }
        var placed = document.location() == null ? null : codes.location(document.location(), refusals);
        var lines = new ArrayList<OrderLine>(document.lines().size());
        for (var line : document.lines()) {
            var own = new Refusals();
            var resolved = line(line, document, placed, party, own);
            if (resolved != null) {
                lines.add(resolved);
            }
            refusals.take("line " + line.line() + ": ", own);
        }
        return refusals.isEmpty() ? event(document, party, lines) : null;
    }

    private OrderEvent event(CanonicalDocument document, OrderParty party, List<OrderLine> lines) {
        var header = new DocumentHeader(
                new EventKey(source.id(), document.id()),
                document.hash(),
                document.type(),
                document.at(),
                document.version(),
                document.reference(),
                document.reason());
        var order = new OrderReference(party.references(), Objects.requireNonNull(document.reference()));
        return new OrderEvent(header, party.party(), order, lines);
    }

    private @Nullable OrderLine line(
            CanonicalLine line,
            CanonicalDocument document,
            @Nullable LocationId placed,
            OrderParty party,
            Refusals refusals) {
        if (line.sku() == null) {
            return named(line, refusals);
        }
        var item = codes.item(line.sku(), refusals);
        var told = line.location() == null ? placed : codes.location(line.location(), refusals);
        var location = told == null ? party.fulfilFrom() : told;
        if (location == null && refusals.isEmpty() && document.location() == null) {
            refusals.missing(
                    "it names no location, and none is configured",
                    "fulfil-from of " + party.party() + " in config/stockrelay.yaml");
        }
        if (item == null || location == null || !refusals.isEmpty()) {
            return null;
        }
        long units = codes.signedUnits(item, line.unit(), line.quantity(), refusals);
        var article = article(item, document, location, told != null, codes.unitsPerOne(item, line.unit()));
        check(article, units, refusals);
        return new OrderLine(line.line(), article, units);
    }

    private void check(Article article, long units, Refusals refusals) {
        for (var part : article.parts()) {
            if (Math.abs(units) > codes.quantityMax() / part.perUnit()) {
                refusals.value(units + " of kit " + article.sku() + " are more of its component "
                        + part.position().sku() + " than the limit of " + codes.quantityMax()
                        + " (guards.quantity-max)");
            }
        }
    }

    /** Only the line is known; what it orders, and in which unit, another statement of the order tells. */
    private static @Nullable OrderLine named(CanonicalLine line, Refusals refusals) {
        var quantity = line.quantity();
        if (line.unit() != null || quantity.stripTrailingZeros().scale() > 0) {
            refusals.value("a line without a sku counts in whole units as ordered, without a unit");
            return null;
        }
        return new OrderLine(line.line(), null, quantity.setScale(0).longValueExact());
    }

    private Article article(
            Item item, CanonicalDocument document, LocationId location, boolean isPlaced, long unitsPerOne) {
        var parts = codes.kit(item, document.at())
                .map(kit -> parts(kit, location))
                .orElseGet(() -> List.of(new Part(new PositionKey(item.sku(), location), 1)));
        return new Article(item.sku(), unitsPerOne, isPlaced, parts);
    }

    private static List<Part> parts(Kit kit, LocationId location) {
        return kit.components().stream()
                .map(one -> new Part(new PositionKey(one.sku(), location), one.units()))
                .toList();
    }
}
