package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Invariant;
import io.stockrelay.stock.LotView;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.StockState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds up what is free of usable lots and holds it against what the position leaves; those whose turn is due are spared. */
final class UnusableIsDerived implements Invariant {

    private static final int PAGE = 500;
    private static final String PAGES = """
            select p.sku, p.location from position p
            join position_state s on s.position_id = p.id and s.state = %d
            where (p.sku, p.location) > (?, ?) order by p.sku, p.location limit ?
            """.formatted(StockState.UNUSABLE.ordinal());

    private final JdbcTemplate jdbc;
    private final JdbcLots lots;
    private final Positions positions;

    UnusableIsDerived(JdbcTemplate jdbc, JdbcLots lots, Positions positions) {
        this.jdbc = jdbc;
        this.lots = lots;
        this.positions = positions;
    }

    @Override
    public String sentence() {
        return "what is available of a position with lots is what is free of its usable lots, less what is promised";
    }

    @Override
    public List<String> violations() {
        var found = new ArrayList<String>();
        var page = page("", "");
        while (!page.isEmpty() && found.size() < VIOLATIONS_MAX) {
            look(page, found);
            var last = page.get(page.size() - 1);
            page = page(last.sku().value(), last.location().value());
        }
        return found;
    }

    private List<PositionKey> page(String sku, String location) {
        return jdbc.query(PAGES, (row, number) -> JdbcLots.key(row, 1), sku, location, PAGE);
    }

    private void look(List<PositionKey> page, List<String> found) {
        var views = positions.read(page);
        var due = Set.copyOf(lots.due(Integer.MAX_VALUE));
        for (var key : page) {
            long free = lots.at(key).stream().mapToLong(LotView::available).sum();
            var view = Objects.requireNonNull(views.get(key));
            long available = free - Math.max(0, view.allocated());
            if (available != view.available() && !due.contains(key) && found.size() < VIOLATIONS_MAX) {
                found.add(key.sku() + " at " + key.location() + ": " + view.available() + " available with "
                        + view.unusable() + " not usable, its lots leave " + available);
            }
        }
    }
}
