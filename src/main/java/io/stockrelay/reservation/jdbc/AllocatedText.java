package io.stockrelay.reservation.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.PositionKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a step made of allocated units, as it is stored: a JSON array of SKU, location, before and after for each position. */
final class AllocatedText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AllocatedText() {}

    static @Nullable String write(Map<PositionKey, Decision.Step> steps) {
        if (steps.isEmpty()) {
            return null;
        }
        var array = JSON.createArrayNode();
        steps.forEach((position, step) -> array.addArray()
                .add(position.sku().value())
                .add(position.location().value())
                .add(step.before())
                .add(step.after()));
        return array.toString();
    }

    static Map<PositionKey, Decision.Step> read(@Nullable String text) {
        if (text == null) {
            return Map.of();
        }
        try {
            var steps = new HashMap<PositionKey, Decision.Step>();
            for (var one : JSON.readTree(text)) {
                var position = new PositionKey(
                        new Sku(one.path(0).asText()),
                        new LocationId(one.path(1).asText()));
                steps.put(
                        position,
                        new Decision.Step(one.path(2).asLong(), one.path(3).asLong()));
            }
            return steps;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("what a step made of allocated units is damaged: " + text, damaged);
        }
    }
}
