package io.stockrelay.reservation.jdbc;

import io.stockrelay.mapping.PromisedKits;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.StockPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Kits as the lines of reservations have them, each line with the components of the time it was promised at. */
final class PromisedBills implements PromisedKits {

    private static final String RECORDED = """
            select p.sku, 1 from event e join position p on p.id = e.position_id where e.source = ? and e.event_id = any(?)
            """;
    private static final String PROMISED = """
            select p.sku, l.per_unit
            from reservation r
            join reservation_line l on l.reservation_pk = r.pk
            join position p on p.id = l.position_id
            where r.namespace = ? and r.reference = ? and l.sku = ? and p.location = ?
            order by l.line_no, l.component_no
            """;
    private static final RowMapper<Kit.Component> COMPONENT =
            (row, number) -> new Kit.Component(new Sku(row.getString(1)), row.getLong(2));

    private final JdbcTemplate jdbc;
    private final StockPolicy policy;

    PromisedBills(JdbcTemplate jdbc, StockPolicy policy) {
        this.jdbc = jdbc;
        this.policy = policy;
    }

    @Override
    public Optional<Kit> of(EventHeader shipped, Set<String> components) {
        try {
            var recorded = recorded(shipped, components);
            return recorded.isEmpty() ? promised(shipped) : kit(shipped.sku(), recorded);
        } catch (DataAccessException e) {
            throw new LedgerUnavailable("what " + shipped.sku() + " was promised with could not be looked up", e);
        }
    }

    /** Under the ids its components have had; how many of each no longer matters, as repeats have no effect. */
    private List<Kit.Component> recorded(EventHeader shipped, Set<String> components) {
        var ids = components.stream()
                .map(component -> shipped.key().id() + "#" + component)
                .toArray(String[]::new);
        return jdbc.query(RECORDED, COMPONENT, shipped.key().source().value(), ids);
    }

    private Optional<Kit> promised(EventHeader shipped) {
        var namespace = policy.references().namespaceOf(shipped.key().source());
        var lines = jdbc.query(
                PROMISED,
                COMPONENT,
                namespace,
                shipped.reference(),
                shipped.sku().value(),
                shipped.location().value());
        return kit(shipped.sku(), lines);
    }

    /** Of several lines of the kit the first tells. */
    private static Optional<Kit> kit(Sku sku, List<Kit.Component> found) {
        var first = new LinkedHashMap<Sku, Kit.Component>();
        found.forEach(one -> first.putIfAbsent(one.sku(), one));
        boolean isItem = first.isEmpty() || first.containsKey(sku);
        return isItem ? Optional.empty() : Optional.of(new Kit(sku, List.copyOf(first.values())));
    }
}
