package io.stockrelay.stock.jdbc;

import io.stockrelay.testkit.Plans;
import io.stockrelay.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each batch reads and writes goes by keys, also where it was planned while its tables held next to nothing. */
class LedgerPlansIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static final List<String> STATEMENTS = Stream.of(
                    BatchRead.LOCK_AND_READ,
                    BatchRead.READ_IDENTITIES,
                    BatchRead.READ_REFERENCES,
                    ReferenceTable.UPDATE,
                    PositionTable.FIND,
                    PositionTable.UPDATE_STATES,
                    PositionTable.MOVE_STATES)
            .flatMap(several -> Arrays.stream(several.split(";")))
            .filter(sql -> !sql.isBlank())
            .toList();

    static Stream<Arguments> cases() {
        return Stream.of(-1, 0, 1, 5, 50, 500, 5_000)
                .flatMap(rows -> STATEMENTS.stream()
                        .map(sql -> Arguments.of(
                                rows, sql.strip().lines().findFirst().orElseThrow(), sql)));
    }

    /** @param rows of each table when its statistics were taken last; negative where they never were */
    @ParameterizedTest(name = "{0} rows: {1}")
    @MethodSource("cases")
    void each_statement_of_a_batch_goes_by_keys_alone(int rows, String title, String sql) throws SQLException {
        fill(rows);

        Plans.assertByKeysAlone(Plans.of(DATABASE, sql));
    }

    private static void fill(int rows) {
        var jdbc = DATABASE.jdbc();
        var tables = "position, position_state, event, order_alias, reference_told, reservation, reservation_line";
        jdbc.sql("truncate " + tables).update();
        for (var insert : List.of(
                "position (id, sku, location) overriding system value select n, 'SKU-' || n, 'WH1'",
                "position_state (position_id, state, after_units) select n, 0, 0",
                """
                event (source, event_id, hash, position_id, type, at, sequence, outcome, receipt)
                select 'wms', 'E-' || n, gen_random_uuid(), n, 0, now(), n, 0, gen_random_uuid()""",
                "order_alias (namespace, reference, order_namespace, order_reference)"
                        + " select 'orders', 'A-' || n, 'orders', 'R-' || n",
                "reference_told (namespace, reference, position_id, transferred, received, dispatched)"
                        + " select 'orders', 'R-' || n, n, 0, 0, 0",
                """
                reservation (scope, id, namespace, reference, content, version, state, made_at, changed_at)
                select 'channel:shop', 'SO-' || n, 'orders', 'R-' || n, gen_random_uuid(), 1, 1, now(), now()""",
                """
                reservation_line (reservation_pk, line_no, component_no, line, sku, requested, promised, position_id,
                    per_unit, reserved, atp_before)
                select n, 0, 0, '1', 'SKU', 1, 1, n, 1, 1, 1""")) {
            jdbc.sql("insert into " + insert + " from generate_series(1, :rows) n")
                    .param("rows", rows)
                    .update();
        }
        if (rows >= 0) {
            jdbc.sql("analyze " + tables).update();
        }
    }
}
