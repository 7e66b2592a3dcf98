package io.stockrelay.stock;

import java.time.Instant;
import java.util.Comparator;

/** How much of one order stood in a source's order book at one position as of a time. */
public record BookStatement(Instant at, Kind kind, long sequence, long units, String eventId)
        implements Comparable<BookStatement> {

    /** What was said; of the same time the later kind holds. */
    public enum Kind {
        /** All that was taken over, what has shipped of it included. */
        TAKEN_OVER,
        /** Nothing: a complete list of open orders did not hold it. */
        ABSENT,
        /** What was still open. */
        LISTED
    }

    private static final Comparator<BookStatement> BY_PRECEDENCE = Comparator.comparing(BookStatement::at)
            .thenComparing(BookStatement::kind)
            .thenComparingLong(BookStatement::sequence)
            .thenComparing(BookStatement::units, Comparator.reverseOrder()) // less netted is the prudent figure
            .thenComparing(BookStatement::eventId);

    static BookStatement absent(Instant asOf) {
        return new BookStatement(asOf, Kind.ABSENT, 0, 0, "");
    }

    /** A strict order over different statements of one line: any order of arrival ends with the same newest one. */
    @Override
    public int compareTo(BookStatement other) {
        return BY_PRECEDENCE.compare(this, other);
    }
}
