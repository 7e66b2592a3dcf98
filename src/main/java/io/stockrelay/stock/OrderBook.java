package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What sources said of the orders of one position, as far as it can still matter, and the older statements of its
 * states that a salable figure has to be compared with. The working copy of one batch; used by one thread.
 */
public final class OrderBook {

    /** What may be kept of one line, and of complete lists of one book: a list every five minutes for 100 days. */
    public static final int STATEMENTS_MAX = 30_000;

    /** One order in one source's book. */
    public record Line(SourceId source, OrderReference order) {}

    private final Map<Line, TreeSet<BookStatement>> lines = new LinkedHashMap<>();
    private final Map<SourceId, TreeSet<Instant>> lists = new HashMap<>();
    private final Map<StockState, List<Base>> stated = new EnumMap<>(StockState.class);
    private final Map<Line, List<BookStatement>> added = new LinkedHashMap<>();
    private final Map<SourceId, Instant> forgotten = new HashMap<>();
    private final Map<Line, Long> kept = new HashMap<>();
    private final Map<SourceId, Long> keptLists = new HashMap<>();
    private Set<Line> closed = Set.of();

    /** What the database holds of a line. */
    public void load(Line line, Collection<BookStatement> statements) {
        lines.computeIfAbsent(line, one -> new TreeSet<>()).addAll(statements);
    }

    /** A complete list of the source's open orders at this location. */
    public void list(SourceId source, Instant asOf) {
        lists.computeIfAbsent(source, one -> new TreeSet<>()).add(asOf);
    }

    /** What was said of the source's book up to this time may be kept no longer. */
    public void forgotten(SourceId source, Instant upTo) {
        forgotten.put(source, upTo);
    }

    boolean isForgotten(SourceId source, Instant at) {
        var upTo = forgotten.get(source);
        return upTo != null && !at.isAfter(upTo);
    }

    /** How many statements of a line the database keeps, also those that no figure needs. */
    public void kept(Line line, long count) {
        kept.put(line, count);
    }

    public void keptLists(SourceId source, long count) {
        keptLists.put(source, count);
    }

    boolean isFull(Line line) {
        return kept.getOrDefault(line, 0L) + added.getOrDefault(line, List.of()).size() >= STATEMENTS_MAX;
    }

    boolean isFullOfLists(SourceId source) {
        return keptLists.getOrDefault(source, 0L) >= STATEMENTS_MAX;
    }

    /** A statement of a state, the one it is counted from or an older one. */
    public void stated(StockState state, Base base) {
        stated.computeIfAbsent(state, one -> new ArrayList<>()).add(base);
    }

    /** False where a newer statement of the line is known already; then it is kept nevertheless. */
    boolean add(Line line, BookStatement statement) {
        var known = lines.computeIfAbsent(line, one -> new TreeSet<>());
        var newest = newest(line);
        known.add(statement);
        added.computeIfAbsent(line, one -> new ArrayList<>()).add(statement);
        return newest.isEmpty() || statement.compareTo(newest.get()) > 0;
    }

    /** What was known of an order under another of its numbers is known under the first; false where nothing was. */
    boolean join(OrderReference alias, OrderReference order) {
        boolean anything = false;
        for (var line : List.copyOf(lines.keySet())) {
            if (line.order().equals(alias)) {
                anything = true;
                var joined = new Line(line.source(), order);
                lines.computeIfAbsent(joined, one -> new TreeSet<>()).addAll(lines.remove(line));
                var moved = added.remove(line);
                if (moved != null) {
                    added.computeIfAbsent(joined, one -> new ArrayList<>()).addAll(moved);
                }
            }
        }
        return anything;
    }

    /** Lines that can no longer change any figure, whatever is stated next. */
    void close(Set<Line> lines) {
        closed = lines;
    }

    /** All orders that anything is known of. */
    public Set<OrderReference> orders() {
        var orders = new LinkedHashSet<OrderReference>();
        lines.keySet().forEach(line -> orders.add(line.order()));
        return orders;
    }

    Set<Line> lines() {
        return lines.keySet();
    }

    /** The greatest statement of a state as of a time. */
    Optional<Base> stated(StockState state, Instant asOf) {
        Base greatest = null;
        for (var base : stated.getOrDefault(state, List.of())) {
            if (!base.asOf().isAfter(asOf) && (greatest == null || base.supersedes(greatest, state))) {
                greatest = base;
            }
        }
        return Optional.ofNullable(greatest);
    }

    Optional<BookStatement> newest(Line line) {
        return newest(line, Instant.MAX);
    }

    /** The newest statement as of a time; a list that did not hold the order said that nothing was open. */
    Optional<BookStatement> newest(Line line, Instant asOf) {
        var known = lines.get(line);
        if (known == null) {
            return Optional.empty();
        }
        var told = known.descendingSet().stream()
                .filter(statement -> !statement.at().isAfter(asOf))
                .findFirst();
        var list = lists.getOrDefault(line.source(), new TreeSet<>()).floor(asOf);
        if (list == null) {
            return told;
        }
        var absent = BookStatement.absent(list);
        return told.isPresent() && told.get().compareTo(absent) > 0 ? told : Optional.of(absent);
    }

    /** All that was said after one time and not after another, oldest first. */
    List<BookStatement> between(Line line, Instant after, Instant upTo) {
        var times = new TreeSet<Instant>();
        lines.getOrDefault(line, new TreeSet<>()).forEach(statement -> times.add(statement.at()));
        times.addAll(lists.getOrDefault(line.source(), new TreeSet<>()));
        var found = new ArrayList<BookStatement>();
        for (var time : times.headSet(upTo, true).tailSet(after, false)) {
            newest(line, time).ifPresent(found::add);
        }
        return found;
    }

    /** What this batch added, to be written. */
    public Map<Line, List<BookStatement>> added() {
        return added;
    }

    /** Lines that can no longer change any figure. */
    public Set<Line> closed() {
        return closed;
    }
}
