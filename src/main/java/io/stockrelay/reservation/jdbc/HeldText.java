package io.stockrelay.reservation.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a promise held after a step, as it is stored: a JSON array of SKU, location and units for each position. */
final class HeldText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HeldText() {}

    static @Nullable String write(@Nullable Map<PositionKey, Long> held) {
        if (held == null) {
            return null;
        }
        var array = JSON.createArrayNode();
        held.forEach((position, units) -> array.addArray()
                .add(position.sku().value())
                .add(position.location().value())
                .add(units));
        return array.toString();
    }

    static @Nullable Map<PositionKey, Long> read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var held = new HashMap<PositionKey, Long>();
            for (var one : JSON.readTree(text)) {
                var position = new PositionKey(
                        new Sku(one.path(0).asText()),
                        new LocationId(one.path(1).asText()));
                held.put(position, one.path(2).asLong());
            }
            return held;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("what a promise held is damaged: " + text, damaged);
        }
    }
}
