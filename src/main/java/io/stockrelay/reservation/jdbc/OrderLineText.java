package io.stockrelay.reservation.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.OrderLine;
import io.stockrelay.stock.OrderLine.Article;
import io.stockrelay.stock.OrderLine.Part;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a statement as they are stored: a JSON array, with the parts of each as they were then. */
final class OrderLineText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OrderLineText() {}

    static String write(List<OrderLine> lines) {
        var array = JSON.createArrayNode();
        for (var line : lines) {
            var node = array.addObject().put("line", line.line()).put("units", line.units());
            var article = line.article();
            if (article != null) {
                node.put("sku", article.sku().value())
                        .put("one", article.unitsPerOne())
                        .put("placed", article.isPlaced());
                var parts = node.putArray("parts");
                article.parts()
                        .forEach(part -> parts.addObject()
                                .put("sku", part.position().sku().value())
                                .put("location", part.position().location().value())
                                .put("per", part.perUnit()));
            }
        }
        return array.toString();
    }

    static List<OrderLine> read(String text) {
        try {
            var lines = new ArrayList<OrderLine>();
            for (var node : JSON.readTree(text)) {
                lines.add(new OrderLine(
                        node.path("line").asText(),
                        article(node),
                        node.path("units").asLong()));
            }
            return lines;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the lines of an order's statement are damaged: " + text, damaged);
        }
    }

    private static @Nullable Article article(JsonNode node) {
        if (!node.has("sku")) {
            return null;
        }
        var parts = new ArrayList<Part>();
        for (var part : node.path("parts")) {
            var position = new PositionKey(
                    new Sku(part.path("sku").asText()),
                    new LocationId(part.path("location").asText()));
            parts.add(new Part(position, part.path("per").asLong()));
        }
        return new Article(
                new Sku(node.path("sku").asText()),
                node.path("one").asLong(),
                node.path("placed").asBoolean(),
                parts);
    }
}
