package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.DocumentDecision;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.OrderNumbers;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Several capabilities as one guest: each decides its own tasks, over the same drafts and in the order of arrival. */
public record Guests(List<LedgerGuest> all) implements LedgerGuest {

    public Guests {
        all = List.copyOf(all);
    }

    @Override
    public Visit visit(List<LedgerTask<?>> tasks, Set<OrderReference> shipped, List<DocumentEvent> documents) {
        return visit(tasks, shipped, documents, OrderNumbers.NONE);
    }

    @Override
    public Visit visit(
            List<LedgerTask<?>> tasks,
            Set<OrderReference> shipped,
            List<DocumentEvent> documents,
            OrderNumbers numbers) {
        return new Visits(all.stream()
                .map(guest -> new Seat(
                        guest,
                        guest.visit(
                                tasks.stream().filter(guest::takes).toList(),
                                shipped,
                                documents.stream().filter(guest::takes).toList(),
                                numbers)))
                .toList());
    }

    @Override
    public boolean takes(LedgerTask<?> task) {
        return all.stream().anyMatch(guest -> guest.takes(task));
    }

    @Override
    public boolean takes(DocumentEvent document) {
        return all.stream().anyMatch(guest -> guest.takes(document));
    }

    private record Seat(LedgerGuest guest, Visit visit) {}

    private record Visits(List<Seat> seats) implements Visit {

        @Override
        public void lookFirst() {
            seats.forEach(seat -> seat.visit().lookFirst());
        }

        @Override
        public void alone() {
            seats.forEach(seat -> seat.visit().alone());
        }

        @Override
        public boolean beginsReferences() {
            return seats.stream().allMatch(seat -> seat.visit().beginsReferences());
        }

        @Override
        public Collection<ReferenceKey> references() {
            return seats.stream()
                    .flatMap(seat -> seat.visit().references().stream())
                    .toList();
        }

        @Override
        public Collection<PositionKey> positions() {
            return seats.stream()
                    .flatMap(seat -> seat.visit().positions().stream())
                    .toList();
        }

        @Override
        public void open(Desk desk) {
            seats.forEach(seat -> seat.visit().open(desk));
        }

        @Override
        public Object decide(LedgerTask<?> task) {
            return seats.stream()
                    .filter(seat -> seat.guest().takes(task))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("nobody decides " + task))
                    .visit()
                    .decide(task);
        }

        @Override
        public boolean isStated(OrderReference order) {
            return seats.stream().anyMatch(seat -> seat.visit().isStated(order));
        }

        @Override
        public Optional<String> objection(DocumentEvent document) {
            return visitOf(document).objection(document);
        }

        @Override
        public DocumentDecision decide(DocumentEvent document) {
            return visitOf(document).decide(document);
        }

        private Visit visitOf(DocumentEvent document) {
            return seats.stream()
                    .filter(seat -> seat.guest().takes(document))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "nobody decides " + document.header().key()))
                    .visit();
        }

        @Override
        public void close() {
            seats.forEach(seat -> seat.visit().close());
        }
    }
}
