package io.stockrelay.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.testkit.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookTest {

    private static final Offered OFFERED =
            new Offered(new ChannelId("shop"), new Sku("TENT-2"), "tents", new LocationId("DC1"));

    /** From the most to the least specific, as published. */
    private static final List<Rule> BY_PRECEDENCE = List.of(
            rule("sku+location", null, "TENT-2", null, "DC1", 0),
            rule("sku, for the channel", "shop", "TENT-2", null, null, 0),
            rule("sku, higher priority", null, "TENT-2", null, null, 5),
            rule("sku", null, "TENT-2", null, null, 0),
            rule("category+location", null, null, "tents", "DC1", 0),
            rule("category", null, null, "tents", null, 9),
            rule("location", null, null, null, "DC1", 99),
            rule("channel", "shop", null, null, null, 999),
            rule("everything: name a", null, null, null, null, 0),
            rule("everything: name b", null, null, null, null, 0));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void the_most_specific_of_the_remaining_rules_wins_in_any_order_of_writing(int from) {
        var remaining = new ArrayList<>(BY_PRECEDENCE.subList(from, BY_PRECEDENCE.size()));
        Collections.shuffle(remaining, Chance.of(from));

        var chosen = new RuleBook(remaining).choose(RuleKind.CAP, OFFERED);

        assertThat(chosen).contains(BY_PRECEDENCE.get(from));
    }

    @Test
    void a_rule_for_something_else_is_not_chosen() {
        var others = List.of(
                rule("other channel", "amazon", null, null, null, 0),
                rule("other sku", null, "BOOT-1", null, null, 0),
                rule("other category", null, null, "boots", null, 0),
                rule("other location", null, null, null, "DC2", 0));

        assertThat(new RuleBook(others).choose(RuleKind.CAP, OFFERED)).isEmpty();
    }

    @Test
    void a_rule_for_a_location_does_not_reach_a_number_summed_over_the_pool() {
        var summed = new Offered(OFFERED.channel(), OFFERED.sku(), OFFERED.category(), null);

        assertThat(new RuleBook(List.of(rule("location", null, null, null, "DC1", 0))).choose(RuleKind.CAP, summed))
                .isEmpty();
    }

    @Test
    void a_term_that_a_rule_leaves_open_is_decided_by_a_less_specific_one() {
        var open = new Rule(
                "open", new Rule.Selector(null, OFFERED.sku(), null, null), 0, 3L, null, null, null, null, "f:1");
        var book = new RuleBook(List.of(open, rule("everything", null, null, null, null, 0)));

        assertThat(book.choose(RuleKind.SAFETY_STOCK, OFFERED)).contains(open);
        assertThat(book.choose(RuleKind.CAP, OFFERED)).map(Rule::name).contains("everything");
    }

    private static Rule rule(
            String name,
            @Nullable String channel,
            @Nullable String sku,
            @Nullable String category,
            @Nullable String location,
            int priority) {
        var selector = new Rule.Selector(
                channel == null ? null : new ChannelId(channel),
                sku == null ? null : new Sku(sku),
                category,
                location == null ? null : new LocationId(location));
        return new Rule(name, selector, priority, null, null, null, null, 7L, "f:1");
    }
}
