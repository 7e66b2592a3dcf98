package io.stockrelay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.jdbc.PlanByKey;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How the ledger's connections plan a statement: once, for whatever is asked later. */
public final class Plans {

    private Plans() {}

    /** The plan of one statement as JDBC writes it, a line each. */
    public static List<String> of(TestPostgres database, String sql) throws SQLException {
        var numbered = new StringBuilder();
        int next = 1;
        for (char character : sql.toCharArray()) {
            numbered.append(character == '?' ? "$" + next++ : String.valueOf(character));
        }
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            PlanByKey.set(connection);
            statement.execute("prepare planned as " + numbered);
            try {
                var values = next == 1 ? "" : "(" + String.join(",", Collections.nCopies(next - 1, "null")) + ")";
                return lines(statement, "explain (costs off) execute planned" + values);
            } finally {
                statement.execute("deallocate planned");
            }
        }
    }

    /** Nothing is read but by a key: no table as a whole, nor all of an index to be compared row by row. */
    public static void assertByKeysAlone(List<String> plan) {
        assertThat(plan)
                .as(String.join("\n", plan))
                .noneMatch(line -> line.contains("Hash") || line.contains("Merge") || line.contains("Seq Scan"))
                .noneMatch(line -> line.contains("Join Filter") || line.contains("SubPlan"));
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
