package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.BookWorld.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Facts about one position of a crowded little world, each a sentence of {@link BookWorld}. */
public final class RandomBooks {

    private static final List<String> ORDERS = List.of("A", "B", "C", "X", "SO-A", "SO-B");

    private final Random random;
    private final LocationId at;
    private int number;

    public RandomBooks(long seed, LocationId at) {
        this.random = new Random(seed);
        this.at = at;
    }

    /** Each a list of events that arrive together, or one promise. */
    public List<List<Object>> facts(int count) {
        var facts = new ArrayList<List<Object>>();
        for (int i = 0; i < count; i++) {
            facts.add(BookWorld.told(at, sentence()));
        }
        return facts;
    }

    public static List<Promise> promises(List<List<Object>> facts) {
        return facts.stream()
                .flatMap(List::stream)
                .filter(Promise.class::isInstance)
                .map(Promise.class::cast)
                .toList();
    }

    public static List<StockEvent> events(List<List<Object>> facts) {
        return facts.stream()
                .flatMap(List::stream)
                .filter(StockEvent.class::isInstance)
                .map(StockEvent.class::cast)
                .toList();
    }

    private String sentence() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> level();
            case 2 -> "promise " + "ABC".charAt(random.nextInt(3)) + " " + random.nextInt(8);
            case 3, 4 -> ack();
            case 5 -> list();
            case 6, 7 -> "ship " + (1 + random.nextInt(5)) + " " + time() + " " + order() + unique();
            default ->
                List.of("receive", "hold", "release", "damage", "scrap").get(random.nextInt(5)) + " "
                        + (1 + random.nextInt(4)) + " " + time() + unique();
        };
    }

    /** SO-A is the source's number of A, SO-B of B. */
    private String ack() {
        int which = random.nextInt(4);
        var alias = which < 2 && random.nextBoolean() ? " SO-" + "AB".charAt(which) : "";
        return "ack " + "ABCX".charAt(which) + " " + random.nextInt(9) + " " + time() + alias;
    }

    private String list() {
        var text = new StringBuilder("list ").append(time());
        int lines = 1 + random.nextInt(3);
        int from = random.nextInt(ORDERS.size());
        for (int i = 0; i < lines; i++) {
            text.append(' ').append(ORDERS.get((from + i) % 4)).append('=').append(random.nextInt(7));
        }
        return text.toString();
    }

    private String level() {
        boolean mayCount = random.nextInt(4) == 0;
        int what = random.nextInt(5);
        var stated = switch (what) {
            case 0, 1 -> "onHand=" + random.nextInt(30);
            case 2 -> "hold=" + random.nextInt(5);
            case 3 -> "damaged=" + random.nextInt(5);
            default -> at.equals(BookWorld.S1) ? "onHand=" + random.nextInt(30) : "allocated=" + random.nextInt(12);
        };
        return (mayCount && what < 4 ? "count " : "level ") + time() + " " + stated;
    }

    private String order() {
        return ORDERS.get(random.nextInt(ORDERS.size()));
    }

    private String time() {
        return "12:%02d".formatted(random.nextInt(40));
    }

    /** Two movements of the same words are two movements. */
    private String unique() {
        return " #" + number++;
    }
}
