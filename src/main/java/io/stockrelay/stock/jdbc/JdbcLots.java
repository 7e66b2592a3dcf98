package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.KnownLot;
import io.stockrelay.stock.LedgerTasks;
import io.stockrelay.stock.LotBook;
import io.stockrelay.stock.LotFacts;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.LotOutlook;
import io.stockrelay.stock.LotPolicy;
import io.stockrelay.stock.LotRegister;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.LotView;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lots as rows; who asks what is usable is answered by the database's clock. */
final class JdbcLots implements LotRegister {

    private static final String UNITS =
            "coalesce(sum(coalesce(l.base_units, 0) + l.after_units) filter (where l.state = %d), 0)";

    /** With what is known of each lot; lots that hold nothing of any state are left out. */
    static final String VIEWS = """
            select p.location, l.lot, %s as on_hand, %s as held, %s as damaged,
                max(l.base_as_of) filter (where l.state = %d) as as_of, now(),\s""".formatted(
                            UNITS.formatted(StockState.ON_HAND.ordinal()),
                            UNITS.formatted(StockState.QUALITY_HOLD.ordinal()),
                            UNITS.formatted(StockState.DAMAGED.ordinal()),
                            StockState.ON_HAND.ordinal())
            + LotTable.FACTS
            + """
            , p.sku, b.base_source, b.base_as_of, e.reason
            from position p join lot_state l on l.position_id = p.id
            left join lot f on f.sku = p.sku and f.lot = l.lot
            left join lot_state b on b.position_id = p.id and b.lot = l.lot and b.state = %1$d and b.base_units > 0
            left join event e on e.source = b.base_source and e.event_id = b.base_event
            """.formatted(StockState.BLOCKED.ordinal());

    private static final String GROUPED = """
            group by p.id, p.sku, p.location, l.lot, f.sku, f.lot, b.base_source, b.base_as_of, e.reason
            having bool_or(coalesce(l.base_units, 0) + l.after_units <> 0 and l.state <> %d)
            order by p.sku, p.location, l.lot limit ?
            """.formatted(StockState.BLOCKED.ordinal());

    /** Every location that anything was said of the lot at, with the block that holds there. */
    private static final String BLOCKS = """
            select p.location, b.base_source, b.base_as_of, e.reason
            from position p
            join lot_state l on l.position_id = p.id and l.lot = ?
            left join lot_state b on b.position_id = p.id and b.lot = l.lot and b.state = %1$d and b.base_units > 0
                and l.state = %1$d
            left join event e on e.source = b.base_source and e.event_id = b.base_event
            where p.sku = ?
            """.formatted(StockState.BLOCKED.ordinal());

    private static final String DUE = """
            select p.sku, p.location from lot_turn t join position p on p.id = t.position_id
            where t.due_at <= now() + ? * interval '1 microsecond' order by t.due_at limit ?
            """;

    private static final int KEYS_MAX = 10_000;
    private static final String SHELVES = """
            select sku, location, expires_on, blocked, now(), sum(greatest(free, 0)), sum(least(free, 0))
            from (
                select p.sku, p.location, f.expires_on, f.blocked_reason is not null
                        or coalesce(max(l.base_units) filter (where l.state = %4$d), 0) > 0 as blocked,
                    %1$s - greatest(0, %2$s) - greatest(0, %3$s) as free
                from unnest(?::text[], ?::text[]) as k(sku, location)
                join position p on p.sku = k.sku and p.location = k.location
                join lot_state l on l.position_id = p.id
                left join lot f on f.sku = p.sku and f.lot = l.lot
                group by p.sku, p.location, l.lot, f.expires_on, f.blocked_reason) as lots
            group by sku, location, expires_on, blocked
            """.formatted(
                    UNITS.formatted(StockState.ON_HAND.ordinal()),
                    UNITS.formatted(StockState.QUALITY_HOLD.ordinal()),
                    UNITS.formatted(StockState.DAMAGED.ordinal()),
                    StockState.BLOCKED.ordinal());

    private final LedgerTasks ledger;
    private final JdbcTemplate jdbc;
    private final LotPolicy policy;
    private final Supplier<Duration> clockOffset;

    JdbcLots(LedgerTasks ledger, JdbcTemplate jdbc, LotPolicy policy, Supplier<Duration> clockOffset) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.policy = policy;
        this.clockOffset = clockOffset;
    }

    @Override
    public List<LotView> of(Sku sku, int limit) {
        return jdbc.query(VIEWS + " where p.sku = ? " + GROUPED, (row, number) -> view(row), sku.value(), limit);
    }

    List<LotView> at(PositionKey key) {
        return jdbc.query(
                VIEWS + " where p.sku = ? and p.location = ? " + GROUPED,
                (row, number) -> view(row),
                key.sku().value(),
                key.location().value(),
                Integer.MAX_VALUE);
    }

    static PositionKey key(ResultSet row, int first) throws SQLException {
        return new PositionKey(new Sku(row.getString(first)), new LocationId(row.getString(first + 1)));
    }

    private LotView view(ResultSet row) throws SQLException {
        var key = new PositionKey(new Sku(row.getString(17)), new LocationId(row.getString(1)));
        var lot = row.getString(2);
        var facts = row.getString(8) == null ? LotFacts.UNKNOWN : LotTable.facts(row, 10);
        var now = Objects.requireNonNull(Columns.instant(row, 7)).plus(clockOffset.get());
        var book = new LotBook(policy, now);
        book.load(new LotKey(key.sku(), lot), facts);
        var blocked = blocked(row, 18);
        return new LotView(
                key,
                lot,
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                facts,
                Columns.instant(row, 6),
                book.unusableFrom(key, lot),
                blocked,
                blocked == null && book.isUsable(key, lot));
    }

    /** Its columns from the given one on: source, time, reason. */
    private static LotFacts.@Nullable Block blocked(ResultSet row, int first) throws SQLException {
        var source = row.getString(first);
        if (source == null) {
            return null;
        }
        var reason = row.getString(first + 2);
        return new LotFacts.Block(
                reason == null ? "no reason given" : reason,
                source,
                Objects.requireNonNull(Columns.instant(row, first + 1)));
    }

    @Override
    public Optional<KnownLot> find(LotKey key) {
        var facts = jdbc.query(
                "select " + LotTable.FACTS + " from lot f where f.sku = ? and f.lot = ?",
                (row, number) -> LotTable.facts(row, 3),
                key.sku().value(),
                key.lot());
        var isKnown = new AtomicBoolean(!facts.isEmpty());
        var blocked = new HashMap<LocationId, LotFacts.Block>();
        jdbc.query(
                BLOCKS,
                row -> {
                    isKnown.set(true);
                    var block = blocked(row, 2);
                    if (block != null) {
                        blocked.put(new LocationId(row.getString(1)), block);
                    }
                },
                key.lot(),
                key.sku().value());
        return isKnown.get()
                ? Optional.of(new KnownLot(facts.isEmpty() ? LotFacts.UNKNOWN : facts.get(0), blocked))
                : Optional.empty();
    }

    @Override
    public Map<PositionKey, LotOutlook> outlook(Collection<PositionKey> keys) {
        if (keys.size() > KEYS_MAX) {
            throw new IllegalArgumentException("at most " + KEYS_MAX + " positions a call, not " + keys.size());
        }
        var shelves = new HashMap<PositionKey, List<LotOutlook.Shelf>>();
        var now = new AtomicReference<>(Instant.EPOCH);
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(SHELVES);
                    new Columns<>(connection, statement, 1, keys)
                            .text(key -> key.sku().value())
                            .text(key -> key.location().value());
                    return statement;
                },
                row -> {
                    var key = key(row, 1);
                    now.set(Objects.requireNonNull(Columns.instant(row, 5)).plus(clockOffset.get()));
                    shelves.computeIfAbsent(key, any -> new ArrayList<>()).add(shelf(key, row));
                });
        var outlooks = new HashMap<PositionKey, LotOutlook>();
        shelves.forEach((key, own) -> outlooks.put(key, LotOutlook.of(own, Objects.requireNonNull(now.get()))));
        return outlooks;
    }

    private LotOutlook.Shelf shelf(PositionKey key, ResultSet row) throws SQLException {
        var expiresOn = row.getObject(3, LocalDate.class);
        return new LotOutlook.Shelf(
                expiresOn == null ? null : policy.unusableFrom(key, expiresOn),
                row.getBoolean(4),
                row.getLong(6),
                row.getLong(7));
    }

    @Override
    public <A> CompletableFuture<A> submit(LotTask<A> task) {
        return ledger.submit(task);
    }

    @Override
    public List<PositionKey> due(int max) {
        return jdbc.query(DUE, (row, number) -> key(row, 1), clockOffset.get().toNanos() / 1_000, max);
    }
}
