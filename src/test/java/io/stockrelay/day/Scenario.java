package io.stockrelay.day;

import io.stockrelay.day.Fact.State;
import io.stockrelay.day.Message.Way;
import io.stockrelay.testkit.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** What happens at the sample company; the same seed tells the same story. One thread at a time. */
final class Scenario {

    /** Articles that Nordkai's file never states whole, and one item that the ERP forgot in Rotterdam. */
    private static final Set<String> NOT_AT_3PL = Set.of("BLADDER-2L", "FILTER-MINI");

    private static final String NOT_AT_WH2 = "LAMP-CAMP";

    private final Random random;
    private final Instant start;
    private final List<String> skus = Company.skusWithoutLots();
    private final List<String> stored = Nordkai.CODES.keySet().stream()
            .filter(sku -> !NOT_AT_3PL.contains(sku))
            .toList();
    private final Map<String, Long> pieces = new TreeMap<>();
    private long number = 1_000;

    Scenario(long seed, Instant start) {
        this.random = Chance.of(seed);
        this.start = start;
        stored.forEach(sku -> pieces.put(sku, 100L + random.nextInt(1_500)));
    }

    /** Every article that lies at Nordkai; from file to file the figures differ by a few pieces. */
    Nordkai nightlyFile(Instant stand) {
        var file = new Nordkai(stand);
        stored.forEach(sku -> file.article(
                sku, pieces.getOrDefault(sku, 0L) - random.nextInt(10), random.nextInt(3), random.nextInt(4)));
        return file;
    }

    /** The ERP's books of Rotterdam. */
    Message books(String document, Instant at) {
        var items = new TreeMap<String, Map<State, Long>>();
        skus.stream().filter(sku -> !sku.equals(NOT_AT_WH2)).forEach(sku -> items.put(sku, figures()));
        return Erp.stockList(document, "WH2", at, items);
    }

    /** The WMS's snapshot of Hamburg in two parts, all but one item. */
    List<Message> snapshot(String run, Instant really) {
        var first = new TreeMap<String, Map<State, Long>>();
        var second = new TreeMap<String, Map<State, Long>>();
        for (var sku : skus) {
            if (!sku.equals("ROPE-9-60")) {
                (first.size() < 40 ? first : second).put(sku, figures());
            }
        }
        return List.of(Wms.snapshotXml(run, really, first, false), Wms.snapshotJson(run, really, second, true));
    }

    NaiveStock.Everything everything(Instant asOf, String but) {
        var named = new HashSet<>(skus);
        named.remove(but);
        return new NaiveStock.Everything("WH1", asOf, Set.copyOf(named));
    }

    /** So many messages over sixteen hours, then a fifth of them again, all in one disorder. */
    List<Message> day(int count) {
        var messages = new ArrayList<Message>();
        for (int i = 0; i < count; i++) {
            messages.add(next());
        }
        messages.addAll(List.copyOf(messages.subList(0, count / 5)));
        Collections.shuffle(messages, random);
        return messages;
    }

    /** Any one message. */
    Message next() {
        int dice = random.nextInt(100);
        if (dice < 55) {
            return transactions();
        }
        if (dice < 60) {
            return Wms.count(nextNumber(), any(skus), "WH1", random.nextInt(200), moment())
                    .by(door());
        }
        if (dice < 65) {
            return Erp.stockList("LIST-" + nextNumber(), "WH2", moment(), Map.of(any(skus.subList(0, 30)), onHand()));
        }
        return erpDocuments();
    }

    private Message erpDocuments() {
        var documents = new ArrayList<Message>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            documents.add(erpDocument("DOC-" + nextNumber()));
        }
        return Erp.together(documents);
    }

    private Message erpDocument(String document) {
        return switch (random.nextInt(5)) {
            case 0 -> Erp.receipt(document, any(stored), "3PL", 1 + random.nextInt(20), moment());
            case 1 -> Erp.issue(document, any(skus), "WH1", 1 + random.nextInt(5), moment()); // not the ERP's to say
            case 2 -> Erp.purchaseOrder(document, any(skus), "WH1", 1 + random.nextInt(50), moment());
            default -> Erp.issue(document, any(stored), "3PL", 1 + random.nextInt(12), moment());
        };
    }

    private Message transactions() {
        var transactions = new ArrayList<Wms.Pix>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            transactions.add(transaction(random.nextBoolean() ? "WH1" : "WH2"));
        }
        var message = random.nextBoolean() ? Wms.json(transactions) : Wms.xml(transactions);
        return message.by(door());
    }

    private Wms.Pix transaction(String house) {
        long units = 1 + random.nextInt(9);
        long id = nextNumber();
        var sku = any(skus);
        var at = moment();
        return switch (random.nextInt(12)) {
            case 0, 1 -> Wms.receive(id, sku, house, units * 5, at);
            case 2 -> Wms.adjust(id, sku, house, random.nextBoolean() ? units : -units, at);
            case 3 -> Wms.hold(id, sku, house, units, at);
            case 4 -> Wms.release(id, sku, house, units, at);
            case 5 -> Wms.damage(id, sku, house, units, at);
            case 6 -> Wms.scrap(id, sku, house, units, at);
            case 7 -> Wms.returned(id, sku, house, units, at);
            default -> Wms.ship(id, sku, house, units, at);
        };
    }

    private Way door() {
        return any(List.of(Way.OPENWIRE, Way.AMQP, Way.STOMP));
    }

    /** Also before the night's figures, which then contain it already. */
    private Instant moment() {
        return start.minus(Duration.ofHours(1)).plusSeconds(random.nextInt(16 * 3_600));
    }

    private Map<State, Long> figures() {
        return Map.of(
                State.ON_HAND, 20L + random.nextInt(300),
                State.HOLD, (long) random.nextInt(5),
                State.DAMAGED, (long) random.nextInt(3));
    }

    private Map<State, Long> onHand() {
        return Map.of(State.ON_HAND, 20L + random.nextInt(300));
    }

    private long nextNumber() {
        return number++;
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
