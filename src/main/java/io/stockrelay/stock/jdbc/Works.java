package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.LedgerWork;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.Submission;
import java.util.List;
import java.util.stream.Stream;

/** The works of a batch by their kind, each in the order they came. */
final class Works {

    private Works() {}

    static List<StockEvent> events(List<LedgerWork> works) {
        return groups(works).flatMap(group -> group.events().stream()).toList();
    }

    static List<DocumentEvent> documents(List<LedgerWork> works) {
        return groups(works).flatMap(group -> group.documents().stream()).toList();
    }

    /** Those that guests decide. */
    static List<LedgerTask<?>> tasks(List<LedgerWork> works) {
        return works.stream()
                .filter(work -> work instanceof LedgerTask<?> && !(work instanceof LotTask<?>))
                .<LedgerTask<?>>map(work -> (LedgerTask<?>) work)
                .toList();
    }

    static List<LotTask<?>> lotTasks(List<LedgerWork> works) {
        return works.stream()
                .filter(LotTask.class::isInstance)
                .<LotTask<?>>map(work -> (LotTask<?>) work)
                .toList();
    }

    private static Stream<EventGroup> groups(List<LedgerWork> works) {
        return works.stream()
                .filter(Submission.class::isInstance)
                .flatMap(work -> ((Submission) work).groups().stream());
    }
}
