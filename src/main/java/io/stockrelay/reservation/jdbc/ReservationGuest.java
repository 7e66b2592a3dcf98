package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.ReservationBook;
import io.stockrelay.reservation.ReservationPolicy;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.OrderReference;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Lets reservations take part in the ledger's batches. */
final class ReservationGuest implements LedgerGuest {

    private final DataSource dataSource;
    private final ReservationPolicy policy;

    ReservationGuest(DataSource dataSource, ReservationPolicy policy) {
        this.dataSource = dataSource;
        this.policy = policy;
    }

    @Override
    public Visit visit(List<LedgerTask<?>> tasks, Set<OrderReference> shipped) {
        if (tasks.isEmpty() && shipped.isEmpty()) {
            return new NoVisit();
        }
        var commands = tasks.stream().map(Command.class::cast).toList();
        return new ReservationVisit(
                new ReservationTable(dataSource), new ReservationBook(policy), commands, Set.copyOf(shipped));
    }
}
