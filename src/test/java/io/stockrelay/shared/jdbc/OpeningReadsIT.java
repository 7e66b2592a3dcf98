package io.stockrelay.shared.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpeningReadsIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.empty();

    private static final String NUMBERS = "select n from generate_series(1, ?::int) as s(n)";

    private final DataSource dataSource = DATABASE.dataSource();
    private final List<Integer> told = new ArrayList<>();

    @Test
    void each_reader_is_told_its_rows_once() throws SQLException {
        try (var reads = OpeningReads.collect(dataSource)) {
            add(2);
            add(0);
            add(1);
            run(reads);
            assertThat(told).containsExactly(1, 2, -1, -1, 1, -1);
            run(reads);
            assertThat(told).as("nothing is left to read").hasSize(6);
        }
    }

    @Test
    void where_nobody_collects_nothing_is_read() throws SQLException {
        add(2);
        run(OpeningReads.none());
        try (var reads = OpeningReads.collect(dataSource)) {
            run(reads);
        }
        add(2);
        assertThat(told).isEmpty();
    }

    @Test
    void a_read_without_an_answer_is_told_of() {
        try (var reads = OpeningReads.collect(dataSource)) {
            OpeningReads.add(
                    dataSource,
                    "create temporary table t (n int)",
                    (connection, statement, first) -> first,
                    rows -> {});
            assertThatThrownBy(() -> run(reads))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("gave no rows");
        }
    }

    private void add(int most) {
        OpeningReads.add(
                dataSource,
                NUMBERS,
                (connection, statement, first) -> {
                    statement.setInt(first, most);
                    return first + 1;
                },
                rows -> {
                    while (rows.next()) {
                        told.add(rows.getInt(1));
                    }
                    told.add(-1);
                });
    }

    private void run(OpeningReads reads) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("select ?::int" + reads.sql())) {
            statement.setInt(1, 0);
            reads.bind(connection, statement, 2);
            statement.execute();
            reads.take(statement);
        }
    }
}
