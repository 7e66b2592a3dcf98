package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.ReservationBook;
import io.stockrelay.reservation.ReservationPolicy;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderNumbers;
import io.stockrelay.stock.OrderReference;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Lets reservations take part in the ledger's batches. */
final class ReservationGuest implements LedgerGuest {

    private final DataSource dataSource;
    private final ReservationPolicy policy;
    private final NoticeRows notices;
    private final Supplier<Duration> offset;
    private final Repeats repeats = new Repeats(System::nanoTime);

    ReservationGuest(DataSource dataSource, ReservationPolicy policy) {
        this(dataSource, policy, ReservationSettings.NOBODY, () -> Duration.ZERO);
    }

    /** @param offset how far ahead of the database's clock it is taken to be, for tests */
    ReservationGuest(
            DataSource dataSource, ReservationPolicy policy, ReservationSettings settings, Supplier<Duration> offset) {
        this.dataSource = dataSource;
        this.policy = policy;
        this.notices = new NoticeRows(dataSource, settings);
        this.offset = offset;
    }

    @Override
    public boolean takes(LedgerTask<?> task) {
        return task instanceof Command;
    }

    @Override
    public boolean takes(DocumentEvent document) {
        return document instanceof OrderEvent;
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
        var stated = documents.stream()
                .filter(OrderEvent.class::isInstance)
                .map(OrderEvent.class::cast)
                .toList();
        if (tasks.isEmpty()
                && shipped.isEmpty()
                && stated.isEmpty()
                && numbers.told().isEmpty()) {
            return new NoVisit();
        }
        var commands = tasks.stream().map(Command.class::cast).toList();
        return new ReservationVisit(
                new ReservationTable(dataSource, offset),
                new ReservationLook(dataSource, offset),
                repeats,
                notices,
                new ReservationBook(policy),
                commands,
                Set.copyOf(shipped),
                new StatedOrders(new OrderTable(dataSource), stated, numbers));
    }
}
