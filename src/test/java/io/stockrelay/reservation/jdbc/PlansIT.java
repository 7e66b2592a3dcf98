package io.stockrelay.reservation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.Plans;
import io.stockrelay.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan is made once for a connection, mostly while tables are small, and must do for a million rows. */
class PlansIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    /** @param rows of each table when its statistics were taken last; negative where they never were */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 5, 50, 500, 5_000})
    void the_look_for_new_promises_goes_by_keys_alone(int rows) throws SQLException {
        fill(rows);

        for (var look : Map.of(
                        ReservationLook.ALONG, 4, ReservationLook.ALONG_NUMBERS, 2, ReservationLook.ANY_RESERVATION, 2)
                .entrySet()) {
            var plan = Plans.of(DATABASE, look.getKey());

            Plans.assertByKeysAlone(plan);
            assertThat(plan).filteredOn(line -> line.contains("Index Cond")).hasSize(look.getValue());
        }
    }

    /** @param rows as above */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 5, 50, 500, 5_000})
    void the_change_of_a_reservation_goes_by_its_key_alone(int rows) throws SQLException {
        fill(rows);

        Plans.assertByKeysAlone(Plans.of(DATABASE, ReservationWriting.UPDATE));
    }

    private static void fill(int rows) {
        var jdbc = DATABASE.jdbc();
        jdbc.sql("truncate reservation, order_alias, reference_told").update();
        jdbc.sql("""
                insert into reservation (scope, id, namespace, reference, content, version, state, made_at, changed_at)
                select 'channel:shop', 'SO-' || n, 'orders', 'R-' || n, gen_random_uuid(), 1, 1, now(), now()
                from generate_series(1, :rows) n""").param("rows", rows).update();
        jdbc.sql("""
                insert into reference_told (namespace, reference, position_id, transferred, received, dispatched)
                select 'orders', 'R-' || n, 1, 0, 0, 0 from generate_series(1, :rows) n""").param("rows", rows).update();
        jdbc.sql("""
                insert into order_alias (namespace, reference, order_namespace, order_reference)
                select 'orders', 'A-' || n, 'orders', 'R-' || n from generate_series(1, :rows) n""").param("rows", rows).update();
        if (rows >= 0) {
            jdbc.sql("analyze reservation, order_alias, reference_told").update();
        }
    }
}
