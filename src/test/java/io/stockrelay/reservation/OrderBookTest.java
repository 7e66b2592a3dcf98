package io.stockrelay.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.stock.Events;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of an order, one row a case: what became of what was told last, and of the promise. */
class OrderBookTest {

    @ParameterizedTest(name = "{1}: {3}")
    @CsvFileSource(resources = "orders.csv", delimiter = '|', numLinesToSkip = 1)
    void an_order_becomes_a_promise_as_written(
            String party, String script, String outcome, String reservation, String steps, String sales) {
        var told = new OrderScript(Scope.ofCode(party)).play(script);

        assertThat(told.last().outcome()).hasToString(outcome);
        assertThat(told.reservation()).isEqualTo(reservation);
        assertThat(told.steps()).isEqualTo(steps);
        assertThat(told.sales()).isEqualTo(sales);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            order 1:A=3                           | -                                       | A
            edit 1:A=1                            | kept until its order comes              | A
            order@5 1:A=3; order@1 2:B=9          | a newer version of the order holds      | B
            order@5 1:A=3; edit@1 1:A=9           | a newer version of the order contains it | A
            order@5 1:A=3; edit@1 1:A=9 2:B=1     | a newer version of the order contains it | A B
            order@5 1:A=3; edit@5 1:A=-1 2:B=1    | -                                       | A B
            order 1:A=3; order@5 1:B=3            | -                                       | B A
            order 1:A=3; edit@9 2=1 3=1           | no statement of the order says what its line 2, 3 is; \
            a newer version of the whole order will |
            """)
    void what_was_told_is_answered_in_words_and_stands_in_the_history_of_each_position(
            String script, @Nullable String detail, @Nullable String skus) {
        var told = new OrderScript(Requests.SHOP).play(script).last();

        assertThat(told.detail()).isEqualTo(detail);
        assertThat(told.positions())
                .extracting(position -> position.sku().value())
                .containsExactly(skus == null ? new String[0] : skus.split(" ", -1));
    }

    @Test
    void each_step_is_recorded_with_who_said_it_and_what() {
        var told = new OrderScript(Requests.SHOP).play("order 1:A=3; order@1 1:A=3; ship A 1; cancel@5");

        assertThat(told.ledger.transitions)
                .extracting(one -> one.actor() + ": " + one.what())
                .containsExactly("shop: order e1", "stockrelay: goods left", "shop: order-cancel e3");
    }

    @Test
    void a_request_under_the_id_of_an_order_is_another_one() {
        var told = new OrderScript(Requests.SHOP).play("order 1:A=3");

        assertThat(told.reserve("1:A=3").verdict()).isEqualTo(Verdict.DIFFERENT_CONTENT);
    }

    /** As much as is wanted; more only as far as it has left. */
    @ParameterizedTest(name = "wanted {0}, reserved {1}, left {2}: {3}")
    @CsvSource({"3, 3, 0, true", "3, 3, 9, true", "3, 4, 0, false", "3, 4, 3, false", "3, 4, 4, true", "3, 2, 9, false"
    })
    void what_verify_accepts(long wanted, long reserved, long dispatched, boolean holds) {
        assertThat(OrderCheck.holds(wanted, reserved, dispatched)).isEqualTo(holds);
    }

    @Test
    void an_order_wants_what_its_lines_come_to_by_sku_and_location() {
        var said = Orders.order(
                "o",
                "c",
                0,
                Orders.kit("1", "K", 2, "B", 3L, "A", 1L),
                Orders.line("2", "A", Events.WH2, 4),
                Orders.line("3", "A", 5));

        assertThat(OrderCheck.wanted(List.of(OrderStatement.of(said))).entrySet())
                .extracting(one -> one.getKey().sku() + "@" + one.getKey().location() + "=" + one.getValue())
                .containsExactly("A@WH1=7", "A@WH2=4", "B@WH1=6");
    }
}
