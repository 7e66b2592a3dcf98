package io.stockrelay.allocation.jdbc;

import io.stockrelay.allocation.Allocation;
import io.stockrelay.allocation.AllocationAnswer;
import io.stockrelay.allocation.AllocationChange;
import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationKey;
import io.stockrelay.allocation.Allocations;
import io.stockrelay.allocation.RecordedChange;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.LedgerTasks;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.SetAside;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Allocations as last committed; commands go to the ledger. */
public final class JdbcAllocations implements Allocations {

    private static final String SELECT = """
            select a.account, p.sku, p.location, a.granted, a.taken, a.version, a.changed_at
            from set_aside a join position p on p.id = a.position_id
            """;
    private static final String CHANGES = """
            select c.number, c.account, p.sku, p.location, c.version, c.kind, c.before, c.after, c.reason, c.actor, c.at,
                c.request, c.content
            from position p join set_aside_change c on c.position_id = p.id
            """;
    private static final String NEWEST = " and c.number < ? order by c.number desc limit ?";

    private final LedgerTasks ledger;
    private final JdbcTemplate jdbc;

    public JdbcAllocations(LedgerTasks ledger, JdbcTemplate jdbc) {
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    @Override
    public CompletableFuture<AllocationAnswer> submit(AllocationCommand command) {
        return ledger.submit(command);
    }

    @Override
    public Optional<Allocation> find(AllocationKey key) {
        return jdbc
                .query(
                        SELECT + "where a.account = ? and p.sku = ? and p.location = ?",
                        (row, number) -> allocation(row),
                        key.account().value(),
                        key.position().sku().value(),
                        key.position().location().value())
                .stream()
                .findFirst();
    }

    @Override
    public List<Allocation> list(Filter filter, @Nullable AllocationKey after, int limit) {
        var sql = new StringBuilder(SELECT).append("where true");
        var values = new ArrayList<>();
        add(sql, values, "a.account = ?", filter.account());
        add(sql, values, "p.sku = ?", filter.sku());
        add(sql, values, "p.location = ?", filter.location());
        if (after != null) {
            sql.append(" and (a.account, p.sku, p.location) > (?, ?, ?)");
            values.add(after.account().value());
            values.add(after.position().sku().value());
            values.add(after.position().location().value());
        }
        sql.append(" order by a.account, p.sku, p.location limit ?");
        values.add(Math.min(limit, PAGE_MAX));
        return jdbc.query(sql.toString(), (row, number) -> allocation(row), values.toArray());
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value.toString());
        }
    }

    @Override
    public List<RecordedChange> history(AllocationKey key, long beforeNumber, int limit) {
        return jdbc.query(
                CHANGES + "where p.sku = ? and p.location = ? and c.account = ?" + NEWEST,
                (row, number) -> change(row),
                key.position().sku().value(),
                key.position().location().value(),
                key.account().value(),
                beforeNumber,
                Math.min(limit, PAGE_MAX));
    }

    @Override
    public List<RecordedChange> of(Sku sku, long beforeNumber, int limit) {
        return jdbc.query(
                CHANGES + "where p.sku = ?" + NEWEST,
                (row, number) -> change(row),
                sku.value(),
                beforeNumber,
                Math.min(limit, PAGE_MAX));
    }

    private static Allocation allocation(ResultSet row) throws SQLException {
        return new Allocation(
                key(row, 1),
                new SetAside(row.getLong(4), row.getLong(5), row.getInt(6)),
                Objects.requireNonNull(Columns.instant(row, 7)));
    }

    private static AllocationKey key(ResultSet row, int first) throws SQLException {
        return new AllocationKey(
                new AccountId(row.getString(first)),
                new PositionKey(new Sku(row.getString(first + 1)), new LocationId(row.getString(first + 2))));
    }

    private static RecordedChange change(ResultSet row) throws SQLException {
        return new RecordedChange(
                row.getLong(1),
                new AllocationChange(
                        key(row, 2),
                        row.getInt(5),
                        AllocationChange.Kind.values()[row.getInt(6)],
                        row.getLong(7),
                        row.getLong(8),
                        row.getString(9),
                        row.getString(10),
                        Objects.requireNonNull(Columns.instant(row, 11)),
                        row.getString(12),
                        row.getObject(13, UUID.class)));
    }
}
