package io.stockrelay.reservation;

import io.stockrelay.reservation.OrderContent.Ordered;
import io.stockrelay.stock.OrderLine;
import io.stockrelay.stock.OrderLine.Article;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts an order together from all that was said of it: the newest whole statement and the changes after it. A function
 * of the set of statements, so that they may come in any order and any number of times.
 */
final class OrderFold {

    /** More units than any line has: what is beyond cannot be meant. */
    private static final long UNITS_MAX = 1_000_000_000_000L;

    private final List<OrderStatement> byAge;
    /** What each line was said to order, oldest first. */
    private final Map<String, List<Article>> named = new HashMap<>();

    private final Map<String, Ordered> sums = new LinkedHashMap<>();
    private final TreeSet<String> unknown = new TreeSet<>();

    private OrderFold(Collection<OrderStatement> statements) {
        byAge = statements.stream().sorted(OrderStatement.BY_AGE).toList();
        for (var statement : byAge) {
            for (var line : statement.lines()) {
                if (line.article() != null) {
                    named.computeIfAbsent(line.line(), name -> new ArrayList<>(1))
                            .add(line.article());
                }
            }
        }
    }

    static OrderContent of(Collection<OrderStatement> statements) {
        var fold = new OrderFold(statements);
        var base = fold.newestWhole();
        if (base == null) {
            return OrderContent.NOTHING;
        }
        return base.kind() == OrderStatement.Kind.ENDED ? new OrderContent(base, List.of(), List.of()) : fold.on(base);
    }

    private @Nullable OrderStatement newestWhole() {
        OrderStatement newest = null;
        for (var statement : byAge) {
            newest = statement.isWhole() ? statement : newest;
        }
        return newest;
    }

    private OrderContent on(OrderStatement base) {
        base.lines().forEach(this::count);
        for (var statement : byAge) {
            if (!statement.isWhole()) {
                statement.lines().stream()
                        .filter(line -> statement.isOnTopOf(base, line.units()))
                        .forEach(this::count);
            }
        }
        var lines = sums.values().stream().filter(sum -> sum.units() > 0).toList();
        return new OrderContent(base, lines, List.copyOf(unknown));
    }

    private void count(OrderLine line) {
        var article = line.article() == null ? articleOf(line.line()) : line.article();
        long perOne = line.article() == null && article != null ? article.unitsPerOne() : 1;
        if (article == null || perOne == 0 || Math.abs(line.units()) > UNITS_MAX / perOne) {
            unknown.add(line.line());
            return;
        }
        var known = sums.get(line.line());
        boolean isAnother = known != null && !known.article().sku().equals(article.sku());
        var name = isAnother ? line.line() + "/" + article.sku() : line.line();
        long units = Math.multiplyExact(line.units(), perOne);
        sums.merge(name, new Ordered(name, firstOf(line.line(), article), units), OrderFold::sum);
    }

    private static Ordered sum(Ordered one, Ordered other) {
        return new Ordered(one.line(), one.article(), Math.addExact(one.units(), other.units()));
    }

    /** Of a line that is only named: as the order has it so far, else as the newest statement that names it. */
    private @Nullable Article articleOf(String line) {
        var sum = sums.get(line);
        var all = named.get(line);
        return sum != null ? sum.article() : all == null ? null : all.get(all.size() - 1);
    }

    /** A kit stays made of what it was made of when the line was first ordered. */
    private Article firstOf(String line, Article article) {
        for (var one : named.getOrDefault(line, List.of())) {
            if (isSame(one, article)) {
                return one;
            }
        }
        return article;
    }

    private static boolean isSame(Article one, Article other) {
        return one.sku().equals(other.sku())
                && one.isPlaced() == other.isPlaced()
                && one.location().equals(other.location());
    }
}
