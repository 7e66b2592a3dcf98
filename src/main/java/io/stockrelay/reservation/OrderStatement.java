package io.stockrelay.reservation;

import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderLine;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** One thing a source said of an order; kept until long after the order ended, whatever the order of arrival. */
public record OrderStatement(EventKey event, Kind kind, long version, Instant at, List<OrderLine> lines) {

    /** Of one order: a source that says more repeats itself under new ids. */
    public static final int COUNT_MAX = 1_000;

    /** How much of the order it speaks of; the order is the stored one. */
    public enum Kind {
        /** All lines there are. */
        ORDER,
        /** What is added and taken away. */
        CHANGE,
        /** There is nothing left of it. */
        CANCEL,
        /** It ended long ago, and what was said of it until then is no longer kept. */
        ENDED
    }

    /**
     * Which of two whole statements is the newer: by the source's version, then by its time. An order cannot be given
     * up before it exists, so that a cancel of the same second is the later one.
     */
    static final Comparator<OrderStatement> BY_AGE = Comparator.comparingLong(OrderStatement::version)
            .thenComparing(OrderStatement::at)
            .thenComparing(OrderStatement::kind)
            .thenComparing(one -> one.event().source().value())
            .thenComparing(one -> one.event().id());

    public OrderStatement {
        lines = List.copyOf(lines);
    }

    public static OrderStatement of(OrderEvent event) {
        var kind = event.isWhole() ? event.header().type() == EventType.ORDER ? Kind.ORDER : Kind.CANCEL : Kind.CHANGE;
        return new OrderStatement(
                event.header().key(),
                kind,
                event.header().version(),
                event.header().at(),
                event.lines());
    }

    boolean isWhole() {
        return kind != Kind.CHANGE;
    }

    /**
     * Whether this change still has to be counted on top of a whole statement. Of one made in the same second nobody
     * knows whether the statement contains it: what is added counts, what is taken away does not, so that no unit is
     * sold twice until the next statement.
     */
    boolean isOnTopOf(OrderStatement whole, long units) {
        if (version > 0 && whole.version > 0 && version != whole.version) {
            return version > whole.version;
        }
        return units > 0 ? !at.isBefore(whole.at) : at.isAfter(whole.at);
    }
}
