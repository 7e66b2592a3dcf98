package io.stockrelay.reservation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.jdbc.PlanByKey;
import io.stockrelay.testkit.TestPostgres;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan is made once for a connection, mostly while tables are small, and must do for a million rows. */
class PlansIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    @Test
    void the_look_for_new_promises_goes_by_keys_alone() throws SQLException {
        for (var table : List.of("reservation", "order_alias", "reference_total")) {
            assertThat(plan(ReservationTable.LOOK_ALONG))
                    .as(table)
                    .filteredOn(line -> line.contains(" on " + table + " "))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("Index"));
        }
        assertThat(plan(ReservationTable.LOOK_ALONG))
                .noneMatch(line -> line.contains("SubPlan") || line.contains("Hash") || line.contains("Merge"))
                .filteredOn(line -> line.contains("Index Cond"))
                .hasSize(4);
    }

    /** As the ledger's connections plan it. */
    private static List<String> plan(String sql) throws SQLException {
        var numbered = new StringBuilder();
        int next = 1;
        for (char character : sql.toCharArray()) {
            numbered.append(character == '?' ? "$" + next++ : String.valueOf(character));
        }
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            PlanByKey.set(connection);
            statement.execute("prepare planned as " + numbered);
            try {
                return lines(
                        statement,
                        "explain (costs off) execute planned ("
                                + String.join(",", Collections.nCopies(next - 1, "null")) + ")");
            } finally {
                statement.execute("deallocate planned");
            }
        }
    }

    private static List<String> lines(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
