package io.stockrelay.day;

import io.stockrelay.day.Fact.Kind;
import io.stockrelay.day.Fact.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what the ERP writes. */
final class Erp {

    private static final Map<String, String> PLANTS = Map.of("WH1", "HAM", "WH2", "RTM", "3PL", "NKB");
    private static final Map<String, String> UNITS = Map.of("EA", "PCE", "PR", "PAA", "M", "MTR");
    private static final Map<String, String> BASE_UNITS = Company.pairs("items.csv", "sku", "base_unit");

    private Erp() {}

    static Message issue(String document, String sku, String location, long units, Instant at) {
        return moved("goodsIssue", document, sku, location, units, at, -units);
    }

    static Message receipt(String document, String sku, String location, long units, Instant at) {
        return moved("goodsReceipt", document, sku, location, units, at, units);
    }

    /** The books of one plant as of a time: on hand, and what of it is in inspection or blocked. */
    static Message stockList(String document, String location, Instant at, Map<String, Map<State, Long>> items) {
        var lines = new ArrayList<String>();
        var facts = new ArrayList<Fact>();
        items.forEach((sku, units) -> {
            int line = lines.size() + 1;
            lines.add("{" + line(line, sku, location) + ",\"stock\":" + units.get(State.ON_HAND)
                    + (units.containsKey(State.HOLD) ? ",\"inspection\":" + units.get(State.HOLD) : "")
                    + (units.containsKey(State.DAMAGED) ? ",\"blocked\":" + units.get(State.DAMAGED) : "") + "}");
            facts.add(new Fact("erp", document + "-" + line, Kind.LEVEL, sku, location, at, units));
        });
        return new Message(
                Message.Way.WEBHOOK,
                "{\"type\":\"stockList\",\"document\":\"" + document + "\",\"extractedAt\":\"" + at + "\",\"lines\":["
                        + String.join(",", lines) + "]}",
                facts);
    }

    static Message purchaseOrder(String document, String sku, String location, long units, Instant at) {
        return new Message(
                Message.Way.WEBHOOK,
                "{\"type\":\"purchaseOrder\",\"document\":\"" + document + "\",\"version\":1,\"changedAt\":\"" + at
                        + "\",\"lines\":[{" + line(1, sku, location) + ",\"quantity\":" + units
                        + ",\"dueOn\":\"2025-07-01\"}]}",
                List.of(new Fact("erp", document + "-1-v1", Kind.NOTHING, sku, location, at, Map.of())));
    }

    /** Several documents in one call. */
    static Message together(List<Message> documents) {
        return new Message(
                Message.Way.WEBHOOK,
                documents.stream().map(Message::body).collect(Collectors.joining(",", "[", "]")),
                documents.stream().flatMap(each -> each.facts().stream()).toList());
    }

    private static Message moved(
            String type, String document, String sku, String location, long units, Instant at, long change) {
        return new Message(
                Message.Way.WEBHOOK,
                "{\"type\":\"" + type + "\",\"document\":\"" + document + "\",\"postedAt\":\"" + at + "\",\"lines\":[{"
                        + line(1, sku, location) + ",\"quantity\":" + units + ",\"order\":\"SO-" + document + "\"}]}",
                List.of(new Fact("erp", document + "-1", Kind.MOVE, sku, location, at, Map.of(State.ON_HAND, change))));
    }

    private static String line(int line, String sku, String location) {
        return "\"line\":" + line + ",\"material\":\"" + sku + "\",\"unit\":\"" + UNITS.get(BASE_UNITS.get(sku))
                + "\",\"plant\":\"" + PLANTS.get(location) + "\"";
    }
}
