package io.stockrelay.http;

import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Item;
import io.stockrelay.mapping.PartyCodes;
import io.stockrelay.reservation.Line;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.LotShare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which lots a line of a shipment leaves from, as its caller says: one for all of it, or several with their quantities; of
 * a kit those of its components, as the line was promised with.
 */
@Component
class DispatchedLots {

    private static final int LOTS_MAX = 100;
    private static final int CODE_MAX = 200;

    private final LineReader lines;
    private final Catalogue catalogue;

    DispatchedLots(LineReader lines, Catalogue catalogue) {
        this.lines = lines;
        this.catalogue = catalogue;
    }

    /** What is dispatched: so many units of a line of the reservation. */
    record Gone(Line line, Item item, long units) {

        boolean isKit() {
            return line.parts().stream().anyMatch(part -> !part.position().sku().equals(line.sku()));
        }
    }

    /** None where nothing is said of lots; then nothing is added to the words either. */
    Map<Sku, List<LotShare>> read(Fields line, Gone gone, PartyCodes codes, OwnWords words) {
        String one = line.text("lot", LotKey.LOT_LENGTH_MAX);
        boolean hasSeveral = line.has("lots");
        if (one == null && !hasSeveral) {
            return Map.of();
        }
        if (one != null && hasSeveral) {
            throw line.refused("lots", "line " + gone.line().line() + " names its lots twice; leave lot or lots out");
        }
        if (gone.isKit()) {
            requireSeveral(line, one, gone);
            return ofComponents(line, gone, codes, words);
        }
        requireByLot(line, hasSeveral ? "lots" : "lot", gone.item());
        if (one != null) {
            words.add("lot").add(one);
            return Map.of(gone.item().sku(), List.of(new LotShare(one, gone.units())));
        }
        return several(line, gone, codes, words);
    }

    private Map<Sku, List<LotShare>> several(Fields line, Gone gone, PartyCodes codes, OwnWords words) {
        String unit = line.text("unit", LineReader.LINE_MAX);
        var read = new Shares(line);
        for (Fields part : line.items("lots", LOTS_MAX)) {
            String lot = part.required("lot", LotKey.LOT_LENGTH_MAX);
            var own = new OwnWords();
            long share = lines.units(part, gone.line().line(), gone.item(), unit, codes, own);
            read.add(part, gone.item().sku(), lot, lot, share, own);
        }
        read.requireSum(gone.item().sku(), gone.units(), gone);
        words.add("lots").add(read.words);
        return read.shares;
    }

    private Map<Sku, List<LotShare>> ofComponents(Fields line, Gone gone, PartyCodes codes, OwnWords words) {
        var read = new Shares(line);
        for (Fields part : line.items("lots", LOTS_MAX)) {
            Item component = component(part, gone);
            String lot = part.required("lot", LotKey.LOT_LENGTH_MAX);
            var own = new OwnWords();
            long share = lines.units(part, gone.line().line(), component, codes, own);
            read.add(part, component.sku(), component.sku() + "\n" + lot, lot, share, own);
        }
        for (var part : gone.line().parts()) {
            var sku = part.position().sku();
            if (read.shares.containsKey(sku)) {
                read.requireSum(sku, Math.multiplyExact(gone.units(), part.perUnit()), gone);
            }
        }
        words.add("lots").add(read.words);
        return read.shares;
    }

    /** The shares of one line while they are read. */
    private static final class Shares {

        private final Fields line;
        private final Map<Sku, List<LotShare>> shares = new LinkedHashMap<>();
        private final TreeMap<String, UUID> words = new TreeMap<>();

        Shares(Fields line) {
            this.line = line;
        }

        void add(Fields part, Sku sku, String name, String lot, long units, OwnWords own) {
            part.done();
            if (words.put(name, own.hash()) != null) {
                throw part.refused("lot", "the same lot stands above; add the quantities up");
            }
            shares.computeIfAbsent(sku, any -> new ArrayList<>()).add(new LotShare(lot, units));
        }

        void requireSum(Sku sku, long units, Gone gone) {
            long sum = 0;
            for (var share : shares.getOrDefault(sku, List.of())) {
                sum = Math.addExact(sum, share.units());
            }
            if (sum != units) {
                var what = gone.isKit() ? " takes " + units + " of " + sku + " in its" : " is " + units + " of the";
                throw line.refused(
                        "quantity",
                        "line " + gone.line().line() + what + " smallest unit, its lots are " + sum
                                + " together; name the lots of all of it, or of none");
            }
        }
    }

    private Item component(Fields part, Gone gone) {
        String sku = part.required("sku", CODE_MAX);
        var known = gone.line().parts().stream()
                .map(one -> one.position().sku())
                .filter(one -> one.value().equals(sku))
                .findFirst()
                .flatMap(catalogue::item)
                .orElseThrow(() -> part.refused(
                        "sku",
                        "line " + gone.line().line() + " was not promised with it; it takes "
                                + gone.line().parts().stream()
                                        .map(one -> one.position().sku().value())
                                        .distinct()
                                        .collect(Collectors.joining(", "))));
        requireByLot(part, "sku", known);
        return known;
    }

    private static void requireSeveral(Fields line, @Nullable String one, Gone gone) {
        if (one != null) {
            throw line.refused(
                    "lot",
                    "line " + gone.line().line()
                            + " is a kit: name the lots of its components under lots, each with its sku, or leave it out");
        }
    }

    private static void requireByLot(Fields line, String field, Item item) {
        if (!item.isByLot()) {
            throw line.refused(
                    field, "SKU " + item.sku() + " is not counted by lot (lots in mappings/items.csv); leave it out");
        }
    }
}
