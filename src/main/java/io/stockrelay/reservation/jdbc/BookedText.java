package io.stockrelay.reservation.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrelay.reservation.Shipment.Booked;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.LotShare;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which lots a shipment was booked from, as it is stored: a JSON array of line, SKU, location, lot and units for each. */
final class BookedText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BookedText() {}

    static @Nullable String write(List<Booked> lots) {
        if (lots.isEmpty()) {
            return null;
        }
        var array = JSON.createArrayNode();
        lots.forEach(one -> array.addArray()
                .add(one.line())
                .add(one.position().sku().value())
                .add(one.position().location().value())
                .add(one.share().lot())
                .add(one.share().units()));
        return array.toString();
    }

    static List<Booked> read(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        try {
            var lots = new ArrayList<Booked>();
            for (var one : JSON.readTree(text)) {
                var position = new PositionKey(
                        new Sku(one.path(1).asText()),
                        new LocationId(one.path(2).asText()));
                var share = new LotShare(one.path(3).asText(), one.path(4).asLong());
                lots.add(new Booked(one.path(0).asText(), position, share));
            }
            return lots;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the lots of a shipment are damaged: " + text, damaged);
        }
    }
}
