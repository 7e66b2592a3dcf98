package io.stockrelay.source.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.Sku;
import io.stockrelay.source.FileRunStore.LocationEffect;
import io.stockrelay.source.FileRunStore.LocationScope;
import io.stockrelay.stock.StockState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares staged rows with the positions as they are, one statement for a whole file. */
final class RunEffects {

    private static final String EFFECTS = """
            with by_lot as (
                select location, sku, max(stated) as stated, coalesce(sum(delta), 0) as delta,
                    bool_or(kind = 'F') as failed,
                    count(*) filter (where kind = 'E' and at is not null) > 1 as repeated
                from run_row where run_id = ? and sku is not null and location is not null
                group by location, sku, lot),
            staged as (
                select location, sku, sum(stated)::bigint as stated, sum(delta)::bigint as delta,
                    bool_or(failed) as failed, bool_or(repeated) as repeated
                from by_lot group by location, sku),
            now as (
                select p.location, p.sku, coalesce(s.base_units, 0) + s.after_units as units
                from position p join position_state s on s.position_id = p.id and s.state = %1$d
                where p.location in (select location from staged)),
            unnamed as (
                select p.location, p.sku, sum(coalesce(l.base_units, 0) + l.after_units)::bigint as units
                from lot_state l join position p on p.id = l.position_id
                where l.state = %1$d and p.location in (select location from staged) and not exists (
                    select 1 from run_row r where r.run_id = ? and r.sku = p.sku and r.location = p.location
                      and r.lot = l.lot)
                group by p.location, p.sku),
            effect as (
                select location, coalesce(now.units, 0) as before, coalesce(staged.repeated, false) as repeated,
                    case when staged.sku is null then case when ? then 0 else now.units end
                        when staged.stated is not null then staged.stated + staged.delta
                            + case when ? then 0 else coalesce(unnamed.units, 0) end
                        when staged.failed then coalesce(now.units, 0)
                        else coalesce(now.units, 0) + staged.delta end as after
                from now full join staged using (location, sku) left join unnamed using (location, sku))
            select location, count(*) filter (where before > 0) as stocked,
                count(*) filter (where before > 0 and after <= 0) as zeroed,
                coalesce(sum(before), 0)::bigint as units_before, coalesce(sum(after), 0)::bigint as units_after,
                bool_or(repeated) as repeated
            from effect group by location order by location
            """.formatted(StockState.ON_HAND.ordinal());

    private static final String SCOPES = """
            select location, min(at) as as_of, bit_and(states) as states
            from run_row where run_id = ? and kind = 'E' and at is not null group by location order by location
            """;

    /** Enough for some hundred thousand positions at once; more go through a file. */
    private static final String MEMORY = "set local work_mem = '64MB'";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    RunEffects(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    List<LocationEffect> of(ReceiptId id, boolean isComplete) {
        return Objects.requireNonNull(transactions.execute(status -> {
            jdbc.execute(MEMORY);
            return effects(id, isComplete);
        }));
    }

    private List<LocationEffect> effects(ReceiptId id, boolean isComplete) {
        return jdbc.query(
                EFFECTS,
                (row, number) -> new LocationEffect(
                        new LocationId(row.getString("location")),
                        row.getLong("stocked"),
                        row.getLong("zeroed"),
                        row.getLong("units_before"),
                        row.getLong("units_after"),
                        row.getBoolean("repeated")),
                id.value(),
                id.value(),
                isComplete,
                isComplete);
    }

    List<LocationScope> scopes(ReceiptId id) {
        return jdbc.query(SCOPES, (row, number) -> scope(row, id), id.value());
    }

    private LocationScope scope(ResultSet row, ReceiptId id) throws SQLException {
        var location = new LocationId(row.getString("location"));
        int bits = row.getInt("states");
        var states = Stream.of(StockState.values())
                .filter(state -> (bits & 1 << state.ordinal()) != 0)
                .collect(Collectors.toUnmodifiableSet());
        return new LocationScope(
                location, row.getObject("as_of", OffsetDateTime.class).toInstant(), states, failed(id, location));
    }

    /** Where the location is not known either, the SKU is spared everywhere. */
    private Set<Sku> failed(ReceiptId id, LocationId location) {
        return new HashSet<>(jdbc.query(
                "select distinct sku from run_row where run_id = ? and kind = 'F' and sku is not null"
                        + " and length(sku) between 1 and 64 and sku = btrim(sku)"
                        + " and (location is null or location = ?)",
                (row, number) -> new Sku(row.getString(1)),
                id.value(),
                location.value()));
    }
}
