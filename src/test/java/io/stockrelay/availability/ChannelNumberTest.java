package io.stockrelay.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelNumberTest {

    private static final ChannelId SHOP = new ChannelId("shop");
    private static final Sku SKU = new Sku("TENT-2");
    private static final LocationId DC1 = new LocationId("DC1");
    private static final LocationId DC2 = new LocationId("DC2");

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            the first example of semantics 6                 | 50 | -4 | 5  | 100 | 3 | -  | 2  | 40 | 40
            the second example: at the stop 0 is shown       | 8  | 0  | 5  | 50  | 0 | -  | 1  | -  | 0
            nothing set shows the pool                       | 50 | 7  | -  | -   | - | -  | -  | -  | 57
            a negative location never lowers another         | 50 | -9 | -  | -   | - | -  | -  | -  | 50
            safety stock is kept back per location           | 3  | 9  | 5  | -   | - | -  | -  | -  | 9
            a share is rounded down                          | 9  | 0  | -  | 50  | - | -  | -  | -  | 4
            a share of nothing shows nothing                 | 9  | 0  | -  | 0   | - | -  | -  | -  | 0
            a percentage buffer is rounded up                | 21 | 0  | -  | -   | - | 10 | -  | -  | 18
            a percentage buffer has a least                  | 10 | 0  | -  | -   | - | 10 | -  | -  | 8
            a percentage buffer has a greatest               | 90 | 0  | -  | -   | - | 10 | -  | -  | 85
            a buffer never goes below nothing                | 2  | 0  | -  | -   | 9 | -  | -  | -  | 0
            above the stop the number is shown               | 3  | 0  | -  | -   | - | -  | 2  | -  | 3
            at the stop 0 is shown                           | 2  | 0  | -  | -   | - | -  | 2  | -  | 0
            the cap limits after all else                    | 90 | 0  | -  | -   | - | -  | -  | 10 | 10
            a cap of 0 takes it off                          | 90 | 0  | -  | -   | - | -  | -  | 0  | 0
            """)
    void each_row_of_the_table_shows_its_number(
            String name,
            long dc1,
            long dc2,
            @Nullable Long safety,
            @Nullable Integer share,
            @Nullable Long buffer,
            @Nullable Integer bufferPercent,
            @Nullable Long stopAt,
            @Nullable Long cap,
            long expected) {
        var rules = new ArrayList<Rule>();
        if (safety != null) {
            rules.add(rule("safety", new Rule.Selector(null, null, null, DC1), safety, null, null, null, null));
        }
        rules.add(rule("shop", any(), null, share, bufferOf(buffer, bufferPercent), stopAt, cap));

        var explanation = number(rules, at(DC1, dc1), at(DC2, dc2));

        assertThat(explanation.number()).as(name).isEqualTo(expected);
        assertThat(explanation.recomputed()).as("recomputed").isEqualTo(expected);
    }

    @Test
    void every_step_names_its_rule_and_line() {
        var rules = List.of(
                rule("two back", any(), 2L, null, null, null, null),
                rule("at most 9", any(), null, null, null, null, 9L));

        var explanation = number(rules, at(DC1, 50));

        assertThat(explanation.pool().get(0).rule()).isEqualTo("two back");
        assertThat(explanation.pool().get(0).line()).isEqualTo("config/stockrelay.yaml:7");
        assertThat(explanation.steps()).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo(Step.Kind.CAP);
            assertThat(step.rule()).isEqualTo("at most 9");
            assertThat(step.before()).isEqualTo(48);
            assertThat(step.after()).isEqualTo(9);
        });
        assertThat(explanation.generation()).isEqualTo("g1");
    }

    @Test
    void units_sold_there_without_an_order_here_lower_the_number_last() {
        var rules = List.of(rule("at most 9", any(), null, null, null, null, 9L));

        var explanation = numbers(rules).explain(offered(null), List.of(at(DC1, 50)), 4);

        assertThat(explanation.number()).isEqualTo(5);
        assertThat(explanation.recomputed()).isEqualTo(5);
    }

    @Test
    void held_and_damaged_units_are_not_available() {
        var position = new PositionView(new PositionKey(SKU, DC1), 20, 3, 4, 5, 99, Instant.EPOCH, null, null);

        assertThat(number(List.of(), position).number()).isEqualTo(8);
    }

    @Test
    void units_of_lots_that_expired_are_not_available() {
        var position = new PositionView(new PositionKey(SKU, DC1), 20, 3, 4, 5, 99, 6, Instant.EPOCH, null, null);

        var explanation = number(List.of(), position);

        assertThat(explanation.number()).isEqualTo(2);
        assertThat(ExplanationJson.read(ExplanationJson.write(explanation)).recomputed())
                .isEqualTo(2);
    }

    @Test
    void a_stored_explanation_is_read_back_as_it_was() {
        var rules = List.of(rule("mix", any(), 1L, 90, new Rule.Buffer(null, 5, 1, 20L), 2L, 40L));
        var explanation = number(rules, at(DC1, 33), at(DC2, -1));

        var stored = ExplanationJson.write(explanation);

        assertThat(stored).doesNotContain("\n").doesNotContain("null");
        assertThat(ExplanationJson.read(stored)).isEqualTo(explanation);
        assertThat(ExplanationJson.read(stored).recomputed()).isEqualTo(explanation.number());
    }

    @Test
    void a_changed_stored_term_no_longer_gives_the_number() {
        var stored = ExplanationJson.write(number(List.of(), at(DC1, 33)));

        var forged = ExplanationJson.read(stored.replace("\"onHand\":33", "\"onHand\":40"));

        assertThat(forged.recomputed()).isNotEqualTo(forged.number());
    }

    private static Explanation number(List<Rule> rules, PositionView... pool) {
        return numbers(rules).explain(offered(null), List.of(pool), 0);
    }

    private static ChannelNumber numbers(List<Rule> rules) {
        return new ChannelNumber(new RuleBook(rules), "g1");
    }

    private static Offered offered(@Nullable LocationId location) {
        return new Offered(SHOP, SKU, "tents", location);
    }

    private static PositionView at(LocationId location, long onHand) {
        return new PositionView(new PositionKey(SKU, location), onHand, 0, 0, 0, 0, Instant.EPOCH, null, null);
    }

    private static Rule.Selector any() {
        return new Rule.Selector(null, null, null, null);
    }

    private static Rule.@Nullable Buffer bufferOf(@Nullable Long units, @Nullable Integer percent) {
        if (percent != null) {
            return new Rule.Buffer(null, percent, 2, 5L);
        }
        return units == null ? null : new Rule.Buffer(units, null, 0, null);
    }

    private static Rule rule(
            String name,
            Rule.Selector selector,
            @Nullable Long safety,
            @Nullable Integer share,
            Rule.@Nullable Buffer buffer,
            @Nullable Long stopAt,
            @Nullable Long cap) {
        return new Rule(name, selector, 0, safety, share, buffer, stopAt, cap, "config/stockrelay.yaml:7");
    }
}
