package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.Runs;
import io.stockrelay.stock.StockState;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts what a complete run would bring to zero. */
final class JdbcRuns implements Runs {

    private static final String PREVIEW = """
            select count(*), count(*) filter (where absent), coalesce(sum(units), 0),
                coalesce(sum(units) filter (where absent), 0)
            from (
                select coalesce(s.base_units, 0) + s.after_units as units,
                    (s.base_as_of is null or s.base_as_of < %s) and not (p.sku = any(?::text[]))
                        and not exists (select 1 from location_run_exempt x
                            where x.location = p.location and x.run = ? and x.sku = p.sku) as absent
                from position p join position_state s on s.position_id = p.id and s.state = %d
                where p.location = ? and coalesce(s.base_units, 0) + s.after_units > 0) stocked
            """.formatted(Columns.time("?::int8"), StockState.ON_HAND.ordinal());

    private final JdbcTemplate jdbc;

    JdbcRuns(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public RunPreview preview(SourceId source, CompleteRun run) {
        return Objects.requireNonNull(jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(PREVIEW);
                    statement.setLong(1, Columns.micros(run.asOf()));
                    new Columns<>(connection, statement, 2, run.exempt()).text(Sku::value);
                    statement.setString(3, run.run());
                    statement.setString(4, run.location().value());
                    return statement;
                },
                rows -> {
                    rows.next();
                    return new RunPreview(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
                }));
    }
}
