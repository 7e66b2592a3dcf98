package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Requests.DEALER_ACCOUNT;
import static io.stockrelay.reservation.Requests.OTHER_ACCOUNT;
import static io.stockrelay.reservation.Requests.cancel;
import static io.stockrelay.reservation.Requests.expire;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.partial;
import static io.stockrelay.reservation.Requests.pending;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.reservation.jdbc.ReservationStage.aside;
import static io.stockrelay.stock.Events.WH1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.allocation.Allocation;
import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationVerdict;
import io.stockrelay.allocation.Allocations;
import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.SetAside;
import io.stockrelay.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Set-asides through the real ledger on real PostgreSQL, and what {@code verify} finds of them. */
class AllocationLedgerIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private ReservationStage stage;

    @BeforeEach
    void open() {
        ReservationStage.empty(DATABASE);
        stage = new ReservationStage(DATABASE, 3);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_is_set_aside_is_promised_to_its_account_alone() {
        stage.stock("A", WH1, 10);
        stage.setAside(DEALER_ACCOUNT, "A", 4);

        assertThat(stage.view("A", WH1).setAsides()).isEqualTo(Map.of(DEALER_ACCOUNT, 4L));
        assertThat(stage.view("A", WH1).atpFor(null)).isEqualTo(6);
        assertThat(promised(stage.ask(partial("shop-1@shop", line("1", "A", 9)))))
                .isEqualTo(6);
        assertThat(stage.ask(reserve("x@dealer-8", line("1", "A", 1))).verdict().isYes())
                .isFalse();
        assertThat(promised(stage.ask(partial("own", line("1", "A", 9))))).isEqualTo(4);
        assertThat(of(DEALER_ACCOUNT, "A")).isEqualTo(new SetAside(4, 4, 1));
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void a_channel_draws_on_the_account_it_sells_for() {
        stage.stock("A", WH1, 5);
        stage.setAside(OTHER_ACCOUNT, "A", 5);

        assertThat(promised(stage.ask(partial("o@portal", line("1", "A", 3))))).isEqualTo(3);
        assertThat(of(OTHER_ACCOUNT, "A").taken()).isEqualTo(3);

        stage.ask(cancel("o@portal"));
        assertThat(of(OTHER_ACCOUNT, "A").taken()).isZero();
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void dispatch_consumes_and_expiry_returns() {
        stage.stock("A", WH1, 10);
        stage.setAside(DEALER_ACCOUNT, "A", 6);
        stage.ask(reserve("sent", line("1", "A", 5)));
        stage.ask(pending("late", Duration.ZERO, line("1", "A", 2)));
        assertThat(of(DEALER_ACCOUNT, "A")).isEqualTo(new SetAside(6, 6, 1));

        stage.ledger.submit(ReservationStage.shipment("s1", "A", 4, "sent"));
        stage.ask(expire("late"));
        assertThat(of(DEALER_ACCOUNT, "A").taken()).isEqualTo(5);

        stage.ask(cancel("sent"));
        assertThat(of(DEALER_ACCOUNT, "A").taken()).isEqualTo(4);
        assertThat(stage.view("A", WH1).atpFor(null)).isEqualTo(4);
        assertThat(stage.view("A", WH1).atpFor(DEALER_ACCOUNT)).isEqualTo(6);
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void a_claim_may_be_larger_than_the_stock_and_waits_for_what_comes_in() {
        stage.setAside(DEALER_ACCOUNT, "NEW", 8);
        stage.stock("NEW", WH1, 10);

        assertThat(stage.ask(reserve("x@shop", line("1", "NEW", 3))).verdict().isYes())
                .isFalse();
        assertThat(stage.ask(reserve("x@shop", line("1", "NEW", 2))).verdict().isYes())
                .isTrue();
        assertThat(stage.ask(reserve("own", line("1", "NEW", 8))).verdict().isYes())
                .isTrue();
    }

    @Test
    void a_move_is_made_once_whoever_repeats_it_and_wherever() {
        stage.setAside(DEALER_ACCOUNT, "A", 1_000);
        stage.setAside(DEALER_ACCOUNT, "B", 1_000);
        try (var other = new ReservationStage(DATABASE, 3)) {
            var answers = new ArrayList<CompletableFuture<AllocationVerdict>>();
            for (int i = 0; i < 400; i++) {
                var node = i % 2 == 0 ? stage : other;
                // of four that have one id two mean another SKU, whose position others hold
                answers.add(node.allocations
                        .submit(move("m" + i / 4, i % 4 == 0 || i % 4 == 3 ? "A" : "B", 1))
                        .thenApply(answer -> answer.verdict()));
            }
            var told = answers.stream()
                    .map(CompletableFuture::join)
                    .collect(Collectors.groupingBy(verdict -> verdict, Collectors.counting()));

            assertThat(told)
                    .isEqualTo(Map.of(
                            AllocationVerdict.CHANGED, 100L,
                            AllocationVerdict.UNCHANGED, 100L,
                            AllocationVerdict.DIFFERENT_CONTENT, 200L));
        }
        assertThat(of(OTHER_ACCOUNT, "A").granted() + of(OTHER_ACCOUNT, "B").granted())
                .isEqualTo(100);
        assertThat(stage.violations()).isEmpty();
    }

    /** The other writer holds another position, so that only the id stands between the two. */
    @Test
    void a_move_whose_id_another_writer_takes_meanwhile_is_decided_again() throws Exception {
        stage.setAside(DEALER_ACCOUNT, "A", 5);
        try (var other = DATABASE.dataSource().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("""
                    insert into set_aside_change (position_id, account, version, kind, before, after, reason, actor,
                        request, content, at)
                    values (-1, 'dealer-7', 1, 2, 5, 3, 'swap', 'test', 'm1', gen_random_uuid(), now())
                    """);

            var asked = stage.allocations.submit(move("m1", "A", 2));
            await().until(DATABASE::isSomebodyHeldUp);
            other.commit();

            assertThat(asked.join().verdict()).isEqualTo(AllocationVerdict.DIFFERENT_CONTENT);
        }
        assertThat(of(DEALER_ACCOUNT, "A")).isEqualTo(new SetAside(5, 0, 1));
        assertThat(of(OTHER_ACCOUNT, "A")).isEqualTo(SetAside.NONE);
    }

    @Test
    void five_hundred_callers_of_two_nodes_never_take_what_is_set_aside_for_another() {
        stage.stock("HOT", WH1, 100);
        stage.setAside(OTHER_ACCOUNT, "HOT", 30);
        try (var other = new ReservationStage(DATABASE, 3)) {
            var asked = new ArrayList<CompletableFuture<Answer>>();
            for (int i = 0; i < 500; i++) {
                var node = i % 2 == 0 ? stage : other;
                var whose = List.of("", "@shop", "", "@dealer-8").get(i % 4);
                asked.add(node.reservations.submit(
                        reserve("h" + i + (i < 400 && whose.equals("@dealer-8") ? "" : whose), line("1", "HOT", 1))));
            }
            long own = asked.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.verdict().isYes())
                    .filter(answer -> whose(answer).equals("dealer-8"))
                    .count();
            long all = asked.stream()
                    .filter(answer -> answer.join().verdict().isYes())
                    .count();

            assertThat(own).isEqualTo(25); // as many as asked: theirs were kept to the end
            assertThat(all).isEqualTo(95); // five of theirs nobody asked for
        }
        assertThat(stage.view("HOT", WH1).atpFor(null)).isZero();
        assertThat(stage.view("HOT", WH1).atpFor(OTHER_ACCOUNT)).isEqualTo(5);
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void the_record_and_the_lists_show_what_was_done() {
        stage.setAside(DEALER_ACCOUNT, "A", 5);
        stage.setAside(OTHER_ACCOUNT, "A", 1);
        stage.setAside(DEALER_ACCOUNT, "B", 2);
        stage.ask(move("m1", "A", 2));

        assertThat(stage.allocations.history(aside(DEALER_ACCOUNT, "A"), Long.MAX_VALUE, 9))
                .extracting(one -> one.change().kind() + " " + one.change().before() + ">"
                        + one.change().after())
                .containsExactly("GIVEN 5>3", "SET 0>5");
        var timeline = stage.allocations.of(new Sku("A"), Long.MAX_VALUE, 3);
        assertThat(timeline).hasSize(3);
        assertThat(stage.allocations.of(new Sku("A"), timeline.get(2).number(), 3))
                .hasSize(1);
        var nobody = new Allocations.Filter(null, null, null);
        var page = stage.allocations.list(nobody, null, 2);
        assertThat(page)
                .extracting(Allocation::key)
                .containsExactly(aside(DEALER_ACCOUNT, "A"), aside(DEALER_ACCOUNT, "B"));
        assertThat(stage.allocations.list(nobody, page.get(1).key(), 2))
                .extracting(Allocation::key)
                .containsExactly(aside(OTHER_ACCOUNT, "A"));
        assertThat(stage.allocations.list(new Allocations.Filter(OTHER_ACCOUNT, new Sku("A"), WH1), null, 9))
                .hasSize(1);
        assertThat(stage.allocations.list(new Allocations.Filter(OTHER_ACCOUNT, new Sku("B"), null), null, 9))
                .isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            update set_aside set taken = taken + 1 where account = 'dealer-7' \
            | dealer-7 of A at WH1: 5 taken of what is set aside, its lines took 4
            delete from set_aside where account = 'dealer-7' \
            | dealer-7 of A at WH1: 0 taken of what is set aside, its lines took 4
            update reservation_line set own = own - 1 where own = 4 \
            | dealer-7 of A at WH1: 4 taken of what is set aside, its lines took 3
            update reservation set account = null where id = 'one' \
            | nobody of A at WH1: 0 taken of what is set aside, its lines took 4
            update reservation_line set reserved = 3 where own = 4 \
            | account:dealer-7/one line 1: 4 of its 3 of A at WH1 are from what is set aside
            update set_aside set granted = 9 where account = 'dealer-7' \
            | dealer-7 of A at WH1: 9 granted as version 2, its record says 6 as version 2
            update set_aside set granted = 3, taken = 4 where account = 'dealer-7' \
            | dealer-7 of A at WH1: 4 taken of 3 granted
            delete from set_aside_change where version = 2 \
            | dealer-7 of A at WH1: 6 granted as version 2, its record says 5 as version 1
            delete from set_aside_change where version = 1 \
            | dealer-7 of A at WH1: version 2 changed 5, the one before it left 0
            """)
    void each_kind_of_damage_is_found(String damage, String found) {
        stage.stock("A", WH1, 10);
        stage.setAside(DEALER_ACCOUNT, "A", 5);
        stage.ask(reserve("one", line("1", "A", 4)));
        stage.setAside(DEALER_ACCOUNT, "A", 6);
        assertThat(stage.violations()).isEmpty();

        assertThat(DATABASE.jdbc().sql(damage).update()).isPositive();

        assertThat(stage.violations()).contains(found);
    }

    private SetAside of(AccountId account, String sku) {
        return stage.allocations
                .find(aside(account, sku))
                .map(Allocation::setAside)
                .orElse(SetAside.NONE);
    }

    private static AllocationCommand move(String id, String sku, long units) {
        var content = UUID.nameUUIDFromBytes((sku + units).getBytes(StandardCharsets.UTF_8));
        return new AllocationCommand.Reallocate(
                id, content, new PositionKey(new Sku(sku), WH1), DEALER_ACCOUNT, OTHER_ACCOUNT, units, "test", "swap");
    }

    private static String whose(Answer answer) {
        return made(answer).key().scope().id();
    }

    private static long promised(Answer answer) {
        return made(answer).lines().get(0).promised();
    }

    private static Reservation made(Answer answer) {
        return Objects.requireNonNull(answer.reservation());
    }
}
