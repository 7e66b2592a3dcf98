package io.stockrelay.http;

import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Item;
import io.stockrelay.mapping.PartyCodes;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.LotShare;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which lots a line of a shipment leaves from, as its caller says: one for all of it, or several with their quantities. */
@Component
class DispatchedLots {

    private static final int LOTS_MAX = 100;

    private final LineReader lines;
    private final Catalogue catalogue;

    DispatchedLots(LineReader lines, Catalogue catalogue) {
        this.lines = lines;
        this.catalogue = catalogue;
    }

    /** None where nothing is said of lots; then nothing is added to the words either. */
    List<LotShare> read(Fields line, String number, Item item, long units, PartyCodes codes, OwnWords words) {
        String one = line.text("lot", LotKey.LOT_LENGTH_MAX);
        boolean hasSeveral = line.has("lots");
        if (one == null && !hasSeveral) {
            return List.of();
        }
        String field = hasSeveral ? "lots" : "lot";
        if (one != null && hasSeveral) {
            throw line.refused(field, "line " + number + " names its lots twice; leave lot or lots out");
        }
        requireLots(line, field, number, item);
        if (one != null) {
            words.add("lot").add(one);
            return List.of(new LotShare(one, units));
        }
        return several(line, number, item, units, codes, words);
    }

    private List<LotShare> several(
            Fields line, String number, Item item, long units, PartyCodes codes, OwnWords words) {
        String unit = line.text("unit", LineReader.LINE_MAX);
        var shares = new ArrayList<LotShare>();
        var said = new TreeMap<String, UUID>();
        long sum = 0;
        for (Fields part : line.items("lots", LOTS_MAX)) {
            String lot = part.required("lot", LotKey.LOT_LENGTH_MAX);
            var own = new OwnWords();
            long share = lines.units(part, number, item, unit, codes, own);
            part.done();
            if (said.put(lot, own.hash()) != null) {
                throw part.refused("lot", "the same lot stands above; add the quantities up");
            }
            shares.add(new LotShare(lot, share));
            sum = Math.addExact(sum, share);
        }
        if (sum != units) {
            throw line.refused(
                    "quantity",
                    "line " + number + " is " + units + " of the smallest unit, its lots are " + sum
                            + " together; name the lots of all of it, or of none");
        }
        words.add("lots").add(said);
        return shares;
    }

    private void requireLots(Fields line, String field, String number, Item item) {
        var kits = new HashSet<String>();
        catalogue.kits().everComponents(item.sku()).forEach(part -> kits.add(part.value()));
        if (!kits.isEmpty()) {
            throw line.refused(
                    field,
                    "line " + number
                            + " is a kit, whose components leave from the lots that expire first; leave it out");
        }
        if (!item.isByLot()) {
            throw line.refused(
                    field, "SKU " + item.sku() + " is not counted by lot (lots in mappings/items.csv); leave it out");
        }
    }
}
