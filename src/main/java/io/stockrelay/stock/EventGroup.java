package io.stockrelay.stock;

import java.util.List;

/**
 * Events that are applied whole or not at all; most groups hold one.
 *
 * @param documents those of them that speak of many positions at once
 * @param canonicalJson the mapped events in the source's own codes, a JSON array, for the dead letter of a conflict
 * @param line line of the file, 0 where there is none
 */
public record EventGroup(List<StockEvent> events, List<DocumentEvent> documents, String canonicalJson, long line) {

    public EventGroup {
        if (events.isEmpty() && documents.isEmpty()) {
            throw new IllegalArgumentException("a group holds at least one event");
        }
        events = List.copyOf(events);
        documents = List.copyOf(documents);
    }

    /** A group without documents. */
    public EventGroup(List<StockEvent> events, String canonicalJson, long line) {
        this(events, List.of(), canonicalJson, line);
    }
}
