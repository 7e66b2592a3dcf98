package io.stockrelay.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KitNumberTest {

    private static final Offered SET = new Offered(new ChannelId("shop"), new Sku("SET"), "sets", null);

    /** The kit is one tent and four pegs. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the scarcest component decides                     | 10 | 12 | 0  | 0  | 3
            parts of a kit are no kit: rounded down            | 10 | 15 | 0  | 0  | 3
            one whole component missing makes none             | 10 | 0  | 0  | 0  | 0
            components in two places are never added up        | 5  | 0  | 0  | 40 | 0
            each place makes its own and then they are summed  | 5  | 8  | 3  | 40 | 5
            rests of two places do not make one more           | 9  | 7  | 9  | 5  | 2
            a negative component never lowers another place    | 3  | -4 | 2  | 8  | 2
            nothing anywhere                                   | 0  | 0  | 0  | 0  | 0
            """)
    void each_row_of_the_table_shows_its_number(
            String name, long tents1, long pegs1, long tents2, long pegs2, long expected) {
        var explanation = kits(List.of(), tents1, pegs1, tents2, pegs2);

        assertThat(explanation.number()).as(name).isEqualTo(expected);
        assertThat(explanation.recomputed()).as("recomputed").isEqualTo(expected);
    }

    @Test
    void each_component_keeps_back_its_own_safety_stock_and_the_kit_none() {
        var rules = List.of(
                safety("pegs", new Rule.Selector(null, new Sku("PEG"), null, null), 4),
                safety("tents", new Rule.Selector(null, null, "tents", new LocationId("DC1")), 1),
                safety("never asked for", new Rule.Selector(null, new Sku("SET"), null, null), 1_000));

        var explanation = kits(rules, 5, 16, 5, 16);

        assertThat(explanation.pool())
                .extracting(
                        PoolTerm::location, PoolTerm::component, PoolTerm::perKit, PoolTerm::counted, PoolTerm::rule)
                .containsExactly(
                        tuple("DC1", "TENT", 1L, 4L, "tents"),
                        tuple("DC1", "PEG", 4L, 12L, "pegs"),
                        tuple("DC2", "TENT", 1L, 5L, null),
                        tuple("DC2", "PEG", 4L, 12L, "pegs"));
        assertThat(explanation.number()).isEqualTo(6);
    }

    @Test
    void the_other_rules_are_the_kits_own() {
        var rules = List.of(
                rule("half of all sets", new Rule.Selector(null, null, "sets", null), 50, null),
                rule("few tents", new Rule.Selector(null, new Sku("TENT"), null, null), null, 0L),
                rule("at most 4 sets", new Rule.Selector(null, new Sku("SET"), null, null), null, 4L));

        var explanation = kits(rules, 10, 40, 0, 0);

        assertThat(explanation.steps()).extracting(Step::after).containsExactly(5L, 4L);
        assertThat(explanation.number()).isEqualTo(4);
        assertThat(explanation.recomputed()).isEqualTo(4);
    }

    @Test
    void a_stored_explanation_keeps_every_component() {
        var explanation = kits(List.of(), 5, 16, 7, 3);
        var stored = ExplanationJson.write(explanation);

        assertThat(ExplanationJson.read(stored)).isEqualTo(explanation);
        assertThat(stored).contains("\"component\":\"PEG\",\"perKit\":4").doesNotContain("null");
        assertThat(ExplanationJson.read(stored.replace("\"onHand\":16", "\"onHand\":8"))
                        .recomputed())
                .as("a forged term")
                .isEqualTo(2);
    }

    @Test
    void an_explanation_stored_before_there_were_kits_still_reads() {
        var stored = """
                {"channel":"shop","sku":"TENT","number":7,"pool":[{"location":"DC1","onHand":9,"allocated":0,\
                "qualityHold":0,"damaged":0,"available":9,"safetyStock":2,"counted":7}],"steps":[],"generation":"g"}""";

        assertThat(ExplanationJson.read(stored).recomputed()).isEqualTo(7);
        assertThat(ExplanationJson.write(ExplanationJson.read(stored))).isEqualTo(stored);
    }

    private static Explanation kits(List<Rule> rules, long tents1, long pegs1, long tents2, long pegs2) {
        var parts = List.of(
                part("DC1", "TENT", "tents", 1, tents1),
                part("DC1", "PEG", null, 4, pegs1),
                part("DC2", "TENT", "tents", 1, tents2),
                part("DC2", "PEG", null, 4, pegs2));
        return new ChannelNumber(new RuleBook(rules), "g1").explainKit(SET, parts, 0);
    }

    private static KitPart part(String location, String sku, @Nullable String category, long perKit, long onHand) {
        var key = new PositionKey(new Sku(sku), new LocationId(location));
        return new KitPart(new PositionView(key, onHand, 0, 0, 0, 0, Instant.EPOCH, null, null), category, perKit);
    }

    private static Rule safety(String name, Rule.Selector selector, long units) {
        return new Rule(name, selector, 0, units, null, null, null, null, "f:1");
    }

    private static Rule rule(String name, Rule.Selector selector, @Nullable Integer share, @Nullable Long cap) {
        return new Rule(name, selector, 0, null, share, null, null, cap, "f:1");
    }
}
