package io.stockrelay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestPostgresIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    @RegisterExtension
    static final TestPostgres OTHER = TestPostgres.empty();

    @Test
    void each_database_is_its_own() {
        DB.jdbc().sql("create table only_here(id bigint)").update();

        var found = OTHER.jdbc()
                .sql("select count(*) from pg_tables where tablename = 'only_here'")
                .query(Long.class)
                .single();

        assertThat(found).isZero();
    }

    @Test
    void a_rolled_back_transaction_leaves_nothing() {
        var dataSource = OTHER.dataSource();
        var jdbc = org.springframework.jdbc.core.simple.JdbcClient.create(dataSource);

        TestPostgres.transactionsOn(dataSource).executeWithoutResult(status -> {
            jdbc.sql("create table gone(id bigint)").update();
            status.setRollbackOnly();
        });

        assertThat(jdbc.sql("select to_regclass('gone')::text")
                        .query(String.class)
                        .optional())
                .isEmpty();
    }
}
