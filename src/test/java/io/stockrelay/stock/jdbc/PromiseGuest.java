package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.DocumentDecision;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.ReferenceKey;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Promises without reservations: makes what is promised under a reference what a task says. */
final class PromiseGuest implements LedgerGuest {

    record Promising(ReferenceKey key, long units) implements LedgerTask<Boolean> {
        @Override
        public int size() {
            return 1;
        }
    }

    @Override
    public Visit visit(List<LedgerTask<?>> tasks, Set<OrderReference> shipped, List<DocumentEvent> documents) {
        return new Visit() {

            private @Nullable Desk desk;

            @Override
            public Collection<ReferenceKey> references() {
                return tasks.stream().map(task -> ((Promising) task).key()).toList();
            }

            @Override
            public void open(Desk opened) {
                desk = opened;
            }

            @Override
            public Object decide(LedgerTask<?> task) {
                var promise = (Promising) task;
                Objects.requireNonNull(desk).reserve(promise.key(), promise.units());
                return true;
            }

            @Override
            public DocumentDecision decide(DocumentEvent document) {
                throw new IllegalArgumentException("nobody takes orders here");
            }

            @Override
            public void close() {}
        };
    }
}
