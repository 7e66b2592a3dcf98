package io.stockrelay.reservation;

import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationKey;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.DocumentDecision;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderLine;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is told of order "o", as text: batches between semicolons, what comes in one batch between plus signs. A step is
 * {@code order@5 1:A=3 2:K=1} (said of second 5), {@code edit 1=-1}, {@code cancel}, {@code ship A 2},
 * {@code receive A 5}, {@code aside 4} (A for the dealer of the portal), {@code reserve 1:A=2} or {@code taken}
 * (somebody else has number "o"). K is a kit of one A and three B. Ten A and ten B are there.
 */
final class OrderScript {

    final MemoryLedger ledger = new MemoryLedger();
    private final Scope scope;
    private int steps;
    private int told;

    OrderScript(Scope scope) {
        this.scope = scope;
        ledger.run(Events.NOON, List.of(moved(EventType.RECEIVE, "A", 10), moved(EventType.RECEIVE, "B", 10)));
    }

    OrderScript play(String script) {
        for (var batch : script.split(";", -1)) {
            var works = new ArrayList<Object>();
            for (var step : batch.split(" \\+ ", -1)) {
                works.add(work(List.of(step.strip().split(" ", -1))));
            }
            ledger.runAll(Events.NOON.plusSeconds(++steps), works);
        }
        return this;
    }

    /** Asks for a promise under the order's own id. */
    Answer reserve(String lines) {
        var asked = promise(Requests.reserve("o", requested(List.of(("reserve " + lines).split(" ", -1)))));
        return Objects.requireNonNull(
                ledger.run(Events.NOON.plusSeconds(++steps), List.of(asked)).get(0));
    }

    /** What became of the statement told last. */
    DocumentDecision last() {
        return ledger.decisions.get(ledger.decisions.size() - 1);
    }

    /** State, version and lines; each part with what is reserved, what was there before it and what is its own. */
    String reservation() {
        var stored = ledger.stored.get(new ReservationKey(scope, "o"));
        if (stored == null) {
            return "none";
        }
        var one = stored.reservation();
        var reference = one.reference().namespace().equals("acme")
                ? ""
                : " as " + one.reference().namespace();
        var lines = one.lines().stream().map(OrderScript::text).collect(Collectors.joining(" "));
        return one.state().name().toLowerCase(Locale.ROOT) + " v" + one.version() + reference + ": " + lines;
    }

    String steps() {
        return listed(last().allocated().entrySet().stream()
                .map(one -> place(one.getKey()) + " " + one.getValue().before() + ">"
                        + one.getValue().after()));
    }

    String sales() {
        return listed(last().sales().stream().map(sale -> sale.sku() + " " + sale.units()));
    }

    private static String listed(Stream<String> words) {
        var text = words.collect(Collectors.joining(", "));
        return text.isEmpty() ? "-" : text;
    }

    private static String text(Line line) {
        return line.line() + "=" + line.requested()
                + line.parts().stream()
                        .map(part -> place(part.position()) + part.reserved() + "/" + part.atpBefore()
                                + (part.own() == 0 ? "" : " own " + part.own()))
                        .collect(Collectors.joining(" ", "(", ")"));
    }

    private static String place(PositionKey position) {
        return position.sku()
                + (position.location().equals(Events.WH1)
                        ? ""
                        : "@" + position.location().value());
    }

    private Object work(List<String> words) {
        var verb = words.get(0);
        return switch (verb.split("@")[0]) {
            case "ship" -> moved(EventType.SHIP, words.get(1), Long.parseLong(words.get(2)));
            case "receive" -> moved(EventType.RECEIVE, words.get(1), Long.parseLong(words.get(2)));
            case "aside" -> aside(Long.parseLong(words.get(1)));
            case "taken" -> Requests.reserve("o", Requests.line("1", "A", 1));
            case "reserve" -> promise(Requests.reserve("o", requested(words)));
            case "order" -> said(EventType.ORDER, verb, lines(words));
            case "edit" -> said(EventType.ORDER_EDIT, verb, lines(words));
            case "cancel" -> said(EventType.ORDER_CANCEL, verb, lines(words));
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private OrderEvent said(EventType type, String verb, List<OrderLine> lines) {
        long second = verb.contains("@") ? Long.parseLong(verb.substring(verb.indexOf('@') + 1)) : 0;
        var one = Orders.said(type, "o", "e" + ++told, 0, second, lines.toArray(OrderLine[]::new));
        return new OrderEvent(one.header(), scope.code(), one.order(), one.lines());
    }

    private static List<OrderLine> lines(List<String> words) {
        return words.stream().skip(1).map(OrderScript::line).toList();
    }

    private static OrderLine line(String word) {
        var name = word.substring(0, word.indexOf('='));
        long units = Long.parseLong(word.substring(word.indexOf('=') + 1));
        int colon = name.indexOf(':');
        if (colon < 0) {
            return Orders.named(name, units);
        }
        var article = name.substring(colon + 1).split("@", -1);
        name = name.substring(0, colon);
        if (article[0].equals("K")) {
            return Orders.kit(name, "K", units, "A", 1L, "B", 3L);
        }
        return Orders.line(name, article[0], article.length == 1 ? Events.WH1 : new LocationId(article[1]), units);
    }

    private static RequestedLine[] requested(List<String> words) {
        return lines(words).stream()
                .map(line -> Requests.line(
                        line.line(),
                        Objects.requireNonNull(line.article()).sku().value(),
                        line.units()))
                .toArray(RequestedLine[]::new);
    }

    private Command.Reserve promise(Command.Reserve one) {
        return new Command.Reserve(
                new ReservationKey(scope, "o"),
                one.actor(),
                one.reference(),
                one.content(),
                one.confirmed(),
                one.lifetime(),
                one.fill(),
                one.lines(),
                one.renew(),
                one.amends());
    }

    private static AllocationCommand aside(long units) {
        var key = new AllocationKey(Requests.OTHER_ACCOUNT, new PositionKey(new Sku("A"), Events.WH1));
        return new AllocationCommand.Set(key, units, "ann", "fair", null);
    }

    private Object moved(EventType type, String sku, long units) {
        return Events.move(
                Events.WMS,
                type + sku + steps,
                type,
                sku,
                Events.WH1,
                units,
                Events.NOON,
                type == EventType.SHIP ? "o" : null,
                null,
                Disposition.SELLABLE);
    }
}
