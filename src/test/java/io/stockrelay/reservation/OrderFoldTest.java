package io.stockrelay.reservation;

import static io.stockrelay.reservation.Orders.cancel;
import static io.stockrelay.reservation.Orders.edit;
import static io.stockrelay.reservation.Orders.kit;
import static io.stockrelay.reservation.Orders.line;
import static io.stockrelay.reservation.Orders.named;
import static io.stockrelay.reservation.Orders.order;
import static io.stockrelay.reservation.Orders.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an order comes to, one row a case; each in every order of arrival. */
class OrderFoldTest {

    static Stream<Arguments> cases() {
        return Stream.of(
                row("an order is its lines", "1:A=3 2:B=1", order("o", "c", 0, line("1", "A", 3), line("2", "B", 1))),
                row("a line of nothing is none", "2:B=1", order("o", "c", 0, line("1", "A", 0), line("2", "B", 1))),
                row(
                        "the newer version of the order holds",
                        "1:A=1",
                        order("o", "c", 0, line("1", "A", 3), line("2", "B", 2)),
                        order("o", "u", 5, line("1", "A", 1))),
                row(
                        "the source's version beats its time",
                        "1:A=7",
                        said(EventType.ORDER, "o", "c", 2, 0, line("1", "A", 7)),
                        said(EventType.ORDER, "o", "u", 1, 9, line("1", "A", 1))),
                row(
                        "of two versions of the same second the greater id holds",
                        "1:A=1",
                        order("o", "a", 5, line("1", "A", 3)),
                        order("o", "b", 5, line("1", "A", 1))),
                row("a cancel leaves nothing", "", order("o", "c", 0, line("1", "A", 3)), cancel("o", "x", 5)),
                row(
                        "a cancel of the same second leaves nothing",
                        "",
                        order("o", "c", 5, line("1", "A", 3)),
                        cancel("o", "a", 5)),
                row(
                        "an order newer than its cancel holds",
                        "1:A=3",
                        cancel("o", "x", 5),
                        order("o", "c", 6, line("1", "A", 3))),
                row("a cancel alone is nothing", "", cancel("o", "x", 5)),
                row(
                        "an edit adds and takes away",
                        "1:A=2 2:B=4",
                        order("o", "c", 0, line("1", "A", 3)),
                        edit("o", "e", 5, line("1", "A", -1), line("2", "B", 4))),
                row(
                        "an edit may know its line only",
                        "1:A=5",
                        order("o", "c", 0, line("1", "A", 3)),
                        edit("o", "e", 5, named("1", 2))),
                row(
                        "a line that only an older version named can come back",
                        "2:B=1 1:A=2",
                        order("o", "c", 0, line("1", "A", 3), line("2", "B", 1)),
                        order("o", "u", 5, line("2", "B", 1)),
                        edit("o", "e", 6, named("1", 2))),
                row(
                        "a line that nobody named is unknown until somebody does",
                        "1:A=3 ?2",
                        order("o", "c", 0, line("1", "A", 3)),
                        edit("o", "e", 5, named("2", 2))),
                row("changes alone are kept until their order comes", "", edit("o", "e", 5, line("1", "A", 2))),
                row(
                        "changes before the newest version are in it",
                        "1:A=3",
                        order("o", "u", 9, line("1", "A", 3)),
                        edit("o", "e", 5, line("1", "A", 2))),
                row(
                        "of the same second what is added counts and what is taken away does not",
                        "1:A=4 2:B=3",
                        order("o", "u", 5, line("1", "A", 3), line("2", "B", 3)),
                        edit("o", "e", 5, line("1", "A", 1), line("2", "B", -1))),
                row(
                        "more is taken away than there is",
                        "2:B=1",
                        order("o", "c", 0, line("1", "A", 3), line("2", "B", 1)),
                        edit("o", "e", 5, line("1", "A", -9))),
                row(
                        "sums are signed, the limit applies on reading",
                        "1:A=1",
                        order("o", "c", 0, line("1", "A", 3)),
                        edit("o", "e", 5, line("1", "A", -5)),
                        edit("o", "f", 6, line("1", "A", 3))),
                row(
                        "some of it is given up",
                        "1:A=1",
                        order("o", "c", 0, line("1", "A", 3)),
                        said(EventType.ORDER_CANCEL, "o", "x", 0, 5, line("1", "A", -2))),
                row(
                        "an edit of a version beats the clock",
                        "1:A=4",
                        said(EventType.ORDER, "o", "c", 1, 9, line("1", "A", 3)),
                        said(EventType.ORDER_EDIT, "o", "e", 2, 0, line("1", "A", 1))),
                row(
                        "a line exchanged for another article is two",
                        "1:A=2 1/B:B=1",
                        order("o", "c", 0, line("1", "A", 3)),
                        edit("o", "e", 5, line("1", "A", -1), line("1", "B", 1))));
    }

    private static Arguments row(String rule, String lines, OrderEvent... said) {
        return arguments(rule, lines, List.of(said));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void an_order_comes_to(String rule, String lines, List<OrderEvent> said) {
        var statements = new ArrayList<>(said.stream().map(OrderStatement::of).toList());

        for (int i = 0; i < statements.size(); i++) {
            Collections.rotate(statements, 1);
            assertThat(told(OrderFold.of(statements))).as(rule).isEqualTo(lines);
        }
        Collections.reverse(statements);
        assertThat(told(OrderFold.of(statements))).as(rule).isEqualTo(lines);
    }

    @Test
    void a_kit_stays_made_of_what_it_was_made_of_when_it_was_ordered() {
        var first = order("o", "c", 0, kit("1", "K", 2, "A", 1L, "B", 3L));
        var later = order("o", "u", 9, kit("1", "K", 1, "A", 2L));

        var content = OrderFold.of(List.of(OrderStatement.of(later), OrderStatement.of(first)));

        assertThat(content.lines()).singleElement().satisfies(line -> {
            assertThat(line.units()).isEqualTo(1);
            assertThat(line.article().parts()).hasSize(2);
        });
    }

    @Test
    void a_line_moved_to_another_location_is_taken_from_there() {
        var first = order("o", "c", 0, line("1", "A", 2));
        var later = order("o", "u", 9, line("1", "A", Events.WH2, 2));

        var content = OrderFold.of(List.of(OrderStatement.of(later), OrderStatement.of(first)));

        assertThat(content.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.article().location()).isEqualTo(Events.WH2));
    }

    @ParameterizedTest(name = "change of version {0} at {2} on an order of version {1} at 0, {3} units: {4}")
    @CsvSource({
        "2, 1, -1, -1, true",
        "1, 2,  9,  1, false",
        "2, 2,  1,  1, true",
        "2, 2, -1,  1, false",
        "0, 2,  9,  1, true",
        "2, 0, -9,  1, false",
        "0, 0,  0,  1, true",
        "0, 0,  0,  0, false",
        "0, 0,  0, -1, false",
        "0, 0,  1, -1, true",
        "0, 0, -1,  1, false",
    })
    void a_change_counts_on_top_of_an_order_that_does_not_contain_it(
            long version, long ofOrder, long second, long units, boolean counts) {
        var change = OrderStatement.of(said(EventType.ORDER_EDIT, "o", "e", version, second, line("1", "A", units)));
        var order = OrderStatement.of(said(EventType.ORDER, "o", "c", ofOrder, 0, line("1", "A", 3)));

        assertThat(change.isOnTopOf(order, units)).isEqualTo(counts);
    }

    /** Ten of what the line counts in are ordered; a change that names only the line adds so many of the same. */
    @ParameterizedTest(name = "{0} units in one, {1} more: {2}")
    @CsvSource({
        "1, 2, 1:A=12",
        "6, 2, 1:A=22",
        "0, 2, 1:A=10 ?1",
        "1, 1000000000000, 1:A=1000000000010",
        "1, 1000000000001, 1:A=10 ?1",
        "10, 100000000000, 1:A=1000000000010",
        "10, 100000000001, 1:A=10 ?1",
    })
    void a_named_line_counts_in_what_the_order_counts_in(long perOne, long more, String lines) {
        var plain = Objects.requireNonNull(line("1", "A", 10).article());
        var article = new OrderLine.Article(plain.sku(), perOne, false, plain.parts());
        var first = order("o", "c", 0, new OrderLine("1", article, 10));

        var content =
                OrderFold.of(List.of(OrderStatement.of(first), OrderStatement.of(edit("o", "e", 5, named("1", more)))));

        assertThat(told(content)).isEqualTo(lines);
    }

    private static String told(OrderContent content) {
        var words = new ArrayList<String>();
        content.lines()
                .forEach(line -> words.add(line.line() + ":" + line.article().sku() + "=" + line.units()));
        content.unknown().forEach(line -> words.add("?" + line));
        return String.join(" ", words);
    }
}
