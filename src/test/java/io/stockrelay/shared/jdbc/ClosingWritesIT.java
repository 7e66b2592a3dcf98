package io.stockrelay.shared.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class ClosingWritesIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.empty();

    private static final String INSERT = "insert into word select * from unnest(?::text[]) on conflict do nothing";
    private static final String UPPER = "update word set word = upper(word) where word = any(?::text[])";

    private final DataSource dataSource = DATABASE.dataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final TransactionTemplate transactions =
            new TransactionTemplate(new DataSourceTransactionManager(dataSource));

    @BeforeEach
    void empty() {
        jdbc.execute("create table if not exists word (word text primary key)");
        jdbc.execute("truncate word");
    }

    @Test
    void what_is_collected_is_written_in_its_order_and_tells_its_rows() {
        var written = new ArrayList<Integer>();
        transactions.executeWithoutResult(status -> {
            try (var writes = ClosingWrites.collect(dataSource)) {
                var found = ClosingWrites.of(dataSource);
                found.add(INSERT, List.of("a", "b", "b"), columns -> columns.text(word -> word), written::add);
                found.add(INSERT, List.<String>of(), columns -> columns.text(word -> word), written::add);
                found.add(UPPER, List.of("b", "c"), columns -> columns.text(word -> word), written::add);
                assertThat(words()).as("before they are sent").isEmpty();
                writes.send();
                writes.send();
            }
        });
        assertThat(words()).containsExactly("B", "a");
        assertThat(written).containsExactly(2, 1);
    }

    @Test
    void without_anybody_who_collects_each_is_written_at_once() {
        ClosingWrites.of(dataSource).add(INSERT, List.of("a"), columns -> columns.text(word -> word));
        assertThat(words()).containsExactly("a");
    }

    @Test
    void what_is_thrown_over_the_rows_of_one_undoes_all() {
        assertThatThrownBy(() -> closing(INSERT, "a", rows -> {
                    throw new IllegalStateException("only " + rows);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("only 1");
        assertThat(words()).isEmpty();
    }

    @Test
    void a_statement_that_fails_fails_as_if_it_were_alone() {
        assertThatThrownBy(() -> closing("insert into nothing select * from unnest(?::text[])", "a", rows -> {}))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("relation \"nothing\" does not exist");
        assertThat(words()).isEmpty();
    }

    @Test
    void what_was_not_sent_is_dropped_and_nobody_collects_any_more() {
        transactions.executeWithoutResult(status -> {
            try (var writes = ClosingWrites.collect(dataSource)) {
                writes.add(INSERT, List.of("a"), columns -> columns.text(word -> word));
            }
        });
        assertThat(words()).isEmpty();
        ClosingWrites.of(dataSource).add(INSERT, List.of("b"), columns -> columns.text(word -> word));
        assertThat(words()).containsExactly("b");
    }

    @Test
    void the_last_ones_take_the_commit_with_them() {
        transactions.executeWithoutResult(status -> {
            last(writes -> writes.add(INSERT, List.of("a"), columns -> columns.text(word -> word)));
            assertThat(wordsElsewhere()).as("before the transaction is over").containsExactly("a");
        });
        assertThat(words()).containsExactly("a");
    }

    @Test
    void where_the_rows_of_one_may_yet_undo_all_the_commit_is_left_to_the_transaction() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> last(writes -> {
                    writes.add(INSERT, List.of("a"), columns -> columns.text(word -> word));
                    writes.add(INSERT, List.of("b"), columns -> columns.text(word -> word), rows -> {
                        throw new IllegalStateException("only " + rows);
                    });
                })))
                .hasMessage("only 1");
        assertThat(words()).isEmpty();
    }

    @Test
    void a_last_one_that_fails_commits_nothing() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> last(writes -> {
                    writes.add(INSERT, List.of("a"), columns -> columns.text(word -> word));
                    writes.add("insert into word values (?)", (connection, statement, first) -> {
                        statement.setString(first, "a");
                        return first + 1;
                    });
                })))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("duplicate key");
        assertThat(words()).isEmpty();
    }

    /** Whoever keeps something by what was committed must not take it for undone. */
    @Test
    void when_the_connection_goes_with_the_last_ones_the_end_of_the_transaction_is_not_known() {
        var ended = new ArrayList<Integer>();
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void afterCompletion(int how) {
                            ended.add(how);
                        }
                    });
                    last(writes -> {
                        writes.add(INSERT, List.of("a"), columns -> columns.text(word -> word));
                        writes.add(
                                "select pg_terminate_backend(pg_backend_pid())",
                                (connection, statement, first) -> first);
                    });
                }))
                .isInstanceOf(TransactionSystemException.class);
        assertThat(ended).containsExactly(TransactionSynchronization.STATUS_UNKNOWN);
    }

    private void last(Consumer<ClosingWrites> adding) {
        try (var writes = ClosingWrites.collect(dataSource)) {
            adding.accept(writes);
            writes.sendLast();
        }
    }

    private List<String> wordsElsewhere() {
        return DATABASE.jdbc().sql("select word from word").query(String.class).list();
    }

    private void closing(String sql, String word, IntConsumer told) {
        transactions.executeWithoutResult(status -> {
            try (var writes = ClosingWrites.collect(dataSource)) {
                writes.add(INSERT, List.of("first"), columns -> columns.text(each -> each));
                writes.add(sql, List.of(word), columns -> columns.text(each -> each), told);
                writes.send();
            }
        });
    }

    private List<String> words() {
        return jdbc.queryForList("select word from word order by word collate \"C\"", String.class);
    }
}
