package io.stockrelay.allocation.jdbc;

import io.stockrelay.allocation.AllocationBook;
import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.stock.DocumentDecision;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lets allocations take part in the ledger's batches, on the positions that promises are made of. */
public final class AllocationGuest implements LedgerGuest {

    private final ChangeRows rows;

    public AllocationGuest(DataSource dataSource) {
        this.rows = new ChangeRows(dataSource);
    }

    @Override
    public boolean takes(LedgerTask<?> task) {
        return task instanceof AllocationCommand;
    }

    @Override
    public boolean takes(DocumentEvent document) {
        return false;
    }

    @Override
    public Visit visit(List<LedgerTask<?>> tasks, Set<OrderReference> shipped, List<DocumentEvent> documents) {
        return tasks.isEmpty()
                ? new NoVisit()
                : new AllocationVisit(
                        rows, tasks.stream().map(AllocationCommand.class::cast).toList());
    }

    /** One batch's commands; the positions' locks are all it needs. */
    private static final class AllocationVisit implements Visit {

        private final ChangeRows rows;
        private final List<AllocationCommand> commands;
        private @Nullable AllocationBook book;
        private @Nullable Desk desk;

        AllocationVisit(ChangeRows rows, List<AllocationCommand> commands) {
            this.rows = rows;
            this.commands = commands;
        }

        @Override
        public Collection<ReferenceKey> references() {
            return List.of();
        }

        @Override
        public boolean beginsReferences() {
            return true; // there are none
        }

        @Override
        public Collection<PositionKey> positions() {
            return commands.stream().map(AllocationCommand::position).toList();
        }

        @Override
        public void open(Desk stock) {
            var read = rows.read(commands);
            desk = stock;
            book = new AllocationBook(stock.drafts(), read.now(), read.requests());
        }

        @Override
        public Object decide(LedgerTask<?> task) {
            return Objects.requireNonNull(book).decide((AllocationCommand) task);
        }

        @Override
        public DocumentDecision decide(DocumentEvent document) {
            throw new IllegalArgumentException(
                    "allocations decide no " + document.header().key());
        }

        @Override
        public void close() {
            rows.write(Objects.requireNonNull(book).changes(), Objects.requireNonNull(desk)::id);
        }
    }
}
