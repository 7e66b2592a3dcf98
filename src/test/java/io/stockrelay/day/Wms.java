package io.stockrelay.day;

import io.stockrelay.day.Fact.Kind;
import io.stockrelay.day.Fact.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what the Hamburg WMS writes. Its clock is two minutes ahead: a stamp is not when it really happened. */
final class Wms {

    static final Duration CLOCK_AHEAD = Duration.ofMinutes(2);
    static final Map<String, String> CODES = reversed();

    private static final Map<String, String> HOUSES = Map.of("WH1", "HH1", "WH2", "RT1");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneId.of("Europe/Berlin"));

    /** One transaction, field by field, and the fact it tells. */
    record Pix(Map<String, String> fields, Fact fact) {

        Pix with(String name, String value) {
            var more = new LinkedHashMap<>(fields);
            more.put(name, value);
            return new Pix(more, fact);
        }
    }

    private Wms() {}

    static Pix receive(long number, String sku, String location, long units, Instant really) {
        return pix(number, "100", "01", sku, location, units, really, Map.of(State.ON_HAND, units))
                .with("REF_FIELD_1", "45" + number);
    }

    static Pix ship(long number, String sku, String location, long units, Instant really) {
        return pix(number, "400", "01", sku, location, units, really, Map.of(State.ON_HAND, -units))
                .with("REF_FIELD_1", "SO-" + number);
    }

    static Pix adjust(long number, String sku, String location, long change, Instant really) {
        return pix(number, "300", "02", sku, location, Math.abs(change), really, Map.of(State.ON_HAND, change))
                .with("INVN_ADJMT_TYPE", change < 0 ? "S" : "A");
    }

    static Pix hold(long number, String sku, String location, long units, Instant really) {
        return pix(number, "606", "01", sku, location, units, really, Map.of(State.HOLD, units))
                .with("INVN_LOCK_CODE", "QC")
                .with("INVN_ADJMT_TYPE", "A");
    }

    static Pix release(long number, String sku, String location, long units, Instant really) {
        return pix(number, "606", "01", sku, location, units, really, Map.of(State.HOLD, -units))
                .with("INVN_LOCK_CODE", "QC")
                .with("INVN_ADJMT_TYPE", "S");
    }

    static Pix damage(long number, String sku, String location, long units, Instant really) {
        return pix(number, "606", "01", sku, location, units, really, Map.of(State.DAMAGED, units))
                .with("INVN_LOCK_CODE", "DM")
                .with("INVN_ADJMT_TYPE", "A");
    }

    static Pix scrap(long number, String sku, String location, long units, Instant really) {
        return pix(
                number,
                "300",
                "09",
                sku,
                location,
                units,
                really,
                Map.of(State.ON_HAND, -units, State.DAMAGED, -units));
    }

    static Pix returned(long number, String sku, String location, long units, Instant really) {
        return pix(number, "500", "01", sku, location, units, really, Map.of(State.ON_HAND, units, State.HOLD, units))
                .with("INVN_LOCK_CODE", "QC");
    }

    static Message json(List<Pix> transactions) {
        return new Message(
                Message.Way.OPENWIRE,
                transactions.stream()
                        .map(pix -> object(pix.fields()))
                        .collect(Collectors.joining(",", "{\"transactions\":[", "]}")),
                facts(transactions));
    }

    static Message xml(List<Pix> transactions) {
        return new Message(
                Message.Way.OPENWIRE,
                transactions.stream()
                        .map(pix -> "<Pix>" + elements(pix.fields()) + "</Pix>")
                        .collect(Collectors.joining("", "<?xml version=\"1.0\"?><PixBridge>", "</PixBridge>")),
                facts(transactions));
    }

    static Message count(long number, String sku, String location, long units, Instant really) {
        var at = really.plus(CLOCK_AHEAD);
        var body = object(Map.of(
                "COUNT_NBR", Long.toString(number),
                "SKU_ID", code(sku),
                "WHSE", house(location),
                "COUNTED_QTY", Long.toString(units),
                "COUNT_DATE_TIME", STAMP.format(at)));
        return new Message(
                Message.Way.OPENWIRE,
                "{\"counts\":[" + body + "]}",
                List.of(new Fact("wms", "CC-" + number, Kind.COUNT, sku, location, at, Map.of(State.ON_HAND, units))));
    }

    /** A part of the nightly snapshot; the last part says that this is all, so it must not overtake the others. */
    static Message snapshotJson(String run, Instant really, Map<String, Map<State, Long>> items, boolean isFinal) {
        var lines = items.entrySet().stream()
                .map(item -> object(counted(item.getKey(), item.getValue())))
                .collect(Collectors.joining(","));
        var at = really.plus(CLOCK_AHEAD);
        var body = "{\"snapshot\":{\"run\":\"" + run + "\",\"WHSE\":\"HH1\",\"asOf\":\"" + STAMP.format(at)
                + "\",\"final\":" + isFinal + ",\"items\":[" + lines + "]}}";
        return new Message(Message.Way.OPENWIRE, body, levels(run, at, items), run);
    }

    static Message snapshotXml(String run, Instant really, Map<String, Map<State, Long>> items, boolean isFinal) {
        var at = really.plus(CLOCK_AHEAD);
        var lines = items.entrySet().stream()
                .map(item -> "<Item>" + elements(counted(item.getKey(), item.getValue())) + "</Item>")
                .collect(Collectors.joining());
        var body = "<InventorySnapshot run='" + run + "' whse='HH1' asOf='" + STAMP.format(at) + "' final='" + isFinal
                + "'>" + lines + "</InventorySnapshot>";
        return new Message(Message.Way.AMQP, body, levels(run, at, items), run);
    }

    static String code(String sku) {
        return String.valueOf(CODES.get(sku));
    }

    private static List<Fact> levels(String run, Instant at, Map<String, Map<State, Long>> items) {
        var facts = new ArrayList<Fact>();
        items.forEach((sku, units) ->
                facts.add(new Fact("wms", "SNAP-" + run + "-" + code(sku), Kind.LEVEL, sku, "WH1", at, units)));
        return facts;
    }

    private static Map<String, String> counted(String sku, Map<State, Long> units) {
        var fields = new TreeMap<String, String>();
        fields.put("SKU_ID", code(sku));
        fields.put("ON_HAND", String.valueOf(units.get(State.ON_HAND)));
        fields.put("QC_HOLD", String.valueOf(units.get(State.HOLD)));
        fields.put("DAMAGED", String.valueOf(units.get(State.DAMAGED)));
        return fields;
    }

    private static Pix pix(
            long number,
            String type,
            String code,
            String sku,
            String location,
            long units,
            Instant really,
            Map<State, Long> changes) {
        var at = really.plus(CLOCK_AHEAD);
        var fields = new LinkedHashMap<String, String>();
        fields.put("TRAN_TYPE", type);
        fields.put("TRAN_CODE", code);
        fields.put("TRAN_NBR", Long.toString(number));
        fields.put("PIX_SEQ_NBR", "1");
        fields.put("WHSE", house(location));
        fields.put("SKU_ID", code(sku));
        fields.put("INVN_ADJMT_QTY", Long.toString(units));
        fields.put("UOM", "UNIT");
        fields.put("CREATE_DATE_TIME", STAMP.format(at));
        return new Pix(fields, new Fact("wms", "PIX-" + number + "-1", Kind.MOVE, sku, location, at, changes));
    }

    private static String house(String location) {
        return String.valueOf(HOUSES.get(location));
    }

    private static List<Fact> facts(List<Pix> transactions) {
        return transactions.stream().map(Pix::fact).toList();
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String elements(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "<" + field.getKey() + ">" + field.getValue() + "</" + field.getKey() + ">")
                .collect(Collectors.joining());
    }

    private static Map<String, String> reversed() {
        return Company.pairs("wms/skus.csv", "sku", "code");
    }
}
