package io.stockrelay.reservation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.reservation.ListedReservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Reservations.Filter;
import io.stockrelay.reservation.Scope;
import io.stockrelay.shared.Sku;
import io.stockrelay.testkit.TestPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lists of 100,000 reservations: each filter finds what it says, and none that has an index reads them all. Number n is
 * SO-n of one of 10 dealers, or of the till; most have left, every 100th is pending; it takes of SKU-(n mod 1000).
 */
class ReservationListIT {

    private static final int COUNT = 100_000;
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    @SuppressWarnings("NullAway.Init") // before all
    private static JdbcTemplate jdbc;

    @SuppressWarnings("NullAway.Init")
    private static ReservationList list;

    @BeforeAll
    static void fill() {
        jdbc = new JdbcTemplate(DATABASE.dataSource());
        list = new ReservationList(jdbc);
        jdbc.execute("insert into position (sku, location) select 'SKU-' || n, 'WH1' from generate_series(0, 999) n");
        jdbc.update("""
                insert into reservation (scope, id, namespace, reference, content, version, state, expires_at, made_at,
                    changed_at)
                select case when n % 500 = 1 then 'source:till' else 'account:dealer-' || n % 10 end, 'SO-' || n,
                    case n % 3 when 0 then 'acme' when 1 then 'reservations' else 'nordkai' end, 'R-' || n,
                    gen_random_uuid(), 1, case when n % 100 = 0 then 0 when n % 100 = 1 then 1 when n % 10000 = 7 then 6
                        else 3 end,
                    case when n % 100 = 0 then ?::timestamptz + n * interval '1 second' end, now(), now()
                from generate_series(1, ?) n
                """, NOON.toString(), COUNT);
        jdbc.execute("""
                insert into reservation_line (reservation_pk, line_no, component_no, line, sku, requested, promised,
                    position_id, per_unit, reserved, atp_before)
                select r.pk, l, c, (l + 1)::text, 'X', 1, 1, p.id, 1, 1, 1
                from reservation r join position p on p.sku = 'SKU-' || substr(r.id, 4)::int % 1000
                cross join generate_series(0, 1) l cross join generate_series(0, 1) c
                where l + c = 0 or r.id = 'SO-100'
                """);
        jdbc.execute("insert into order_alias values ('wms', 'W-1', 'reservations', 'R-4')");
        jdbc.execute("analyze");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat() {
        var till = filter(new Scope(Scope.Kind.SOURCE, "till"), null, null, null, null);
        var found = new ArrayList<String>();
        ReservationKey after = null;
        List<ListedReservation> page;
        do {
            page = list.page(till, after, 30);
            page.forEach(one -> found.add(one.key().id()));
            after = page.isEmpty() ? after : page.get(page.size() - 1).key();
        } while (page.size() == 30);

        assertThat(found).hasSize(COUNT / 500).doesNotHaveDuplicates().contains("SO-1", "SO-99501");
        assertThat(list.page(Filter.ALL, null, 3))
                .extracting(one -> one.key().scope().code())
                .containsOnly("account:dealer-0");
    }

    @Test
    void one_is_told_with_all_but_its_lines() {
        var one = list.page(filter(null, "R-100", null, null, null), null, 10).get(0);

        assertThat(one.key()).hasToString("account:dealer-0/SO-100");
        assertThat(one.reference()).hasToString("OrderReference[namespace=reservations, reference=R-100]");
        assertThat(one.state()).isEqualTo(ReservationState.PENDING);
        assertThat(one.lines()).isEqualTo(2);
        assertThat(one.expiresAt()).isEqualTo(NOON.plusSeconds(100));
    }

    @Test
    void each_filter_leaves_what_it_says() {
        assertThat(ids(filter(null, "W-1", null, null, null))).containsExactly("SO-4");
        assertThat(ids(filter(null, "R-4", null, null, null))).containsExactly("SO-4");
        assertThat(ids(filter(null, "nobody's", null, null, null))).isEmpty();
        assertThat(ids(filter(null, null, "SKU-7", null, null))).hasSize(100).contains("SO-7", "SO-99007");
        assertThat(ids(filter(null, null, null, ReservationState.FAILED, null))).hasSize(10);
        assertThat(ids(filter(null, null, null, null, NOON.plusSeconds(300)))).containsExactly("SO-100", "SO-200");
        assertThat(ids(filter(new Scope(Scope.Kind.ACCOUNT, "dealer-7"), null, "SKU-7", ReservationState.FAILED, null)))
                .hasSize(10);
    }

    static Stream<Filter> filters() {
        return Stream.of(
                Filter.ALL,
                filter(new Scope(Scope.Kind.ACCOUNT, "dealer-3"), null, null, null, null),
                filter(new Scope(Scope.Kind.SOURCE, "till"), null, null, null, null),
                filter(null, "R-77", null, null, null),
                filter(null, null, "SKU-7", null, null),
                filter(null, null, null, ReservationState.PENDING, null),
                filter(null, null, null, null, NOON.plusSeconds(900)),
                filter(new Scope(Scope.Kind.ACCOUNT, "dealer-0"), null, null, ReservationState.PENDING, null),
                filter(new Scope(Scope.Kind.ACCOUNT, "dealer-7"), null, "SKU-7", ReservationState.FAILED, null));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void none_reads_all_reservations(Filter filter) {
        var later = new ReservationKey(new Scope(Scope.Kind.ACCOUNT, "dealer-2"), "x");
        for (var after : new ReservationKey[] {null, later}) {
            var query = new ReservationList.Query(filter, after, 100);
            var plan = String.join("\n", jdbc.queryForList("explain " + query.sql(), String.class, query.values()));
            assertThat(plan).doesNotContain("Seq Scan on reservation");
        }
    }

    private static List<String> ids(Filter filter) {
        return list.page(filter, null, 200).stream().map(one -> one.key().id()).toList();
    }

    private static Filter filter(
            @Nullable Scope scope,
            @Nullable String reference,
            @Nullable String sku,
            @Nullable ReservationState state,
            @Nullable Instant expiringBefore) {
        return new Filter(scope, reference, sku == null ? null : new Sku(sku), state, expiringBefore);
    }
}
