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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ChannelNumberPropertyTest {

    private static final Offered OFFERED = new Offered(new ChannelId("shop"), new Sku("S"), null, null);

    @Property
    void a_number_is_never_negative_and_never_more_than_what_is_there(
            @ForAll @Size(max = 5) List<@LongRange(min = -1_000_000, max = 1_000_000) Long> available,
            @ForAll("rules") Rule rule,
            @ForAll @LongRange(max = 50) long inFlight) {
        var explanation = number(available, rule, inFlight);

        assertThat(explanation.number())
                .isBetween(
                        0L,
                        available.stream()
                                .mapToLong(units -> Math.max(0, units))
                                .sum());
        assertThat(explanation.recomputed()).isEqualTo(explanation.number());
        assertThat(ExplanationJson.read(ExplanationJson.write(explanation))).isEqualTo(explanation);
    }

    @Property
    void more_stock_never_shows_a_smaller_number(
            @ForAll @Size(min = 1, max = 4) List<@LongRange(min = -500, max = 500) Long> available,
            @ForAll @IntRange(max = 3) int which,
            @ForAll @LongRange(min = 1, max = 50) long more,
            @ForAll("rules") Rule rule) {
        var raised = new ArrayList<>(available);
        int index = which % available.size();
        raised.set(index, raised.get(index) + more);

        assertThat(number(raised, rule, 0).number())
                .isGreaterThanOrEqualTo(number(available, rule, 0).number());
    }

    @Provide
    Arbitrary<Rule> rules() {
        var units = Arbitraries.longs().between(0, 200).injectNull(0.3);
        var percents = Arbitraries.integers().between(0, 100).injectNull(0.3);
        var fixed = Arbitraries.longs().between(0, 50).map(value -> new Rule.Buffer(value, null, 0, null));
        var relative = Combinators.combine(
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.longs().between(0, 5),
                        units)
                .as((percent, min, max) -> new Rule.Buffer(null, percent, min, max == null ? null : max + min));
        var buffers = Arbitraries.oneOf(fixed, relative).injectNull(0.3);
        return Combinators.combine(units, percents, buffers, units, units)
                .as((safety, share, buffer, stopAt, cap) -> new Rule(
                        "any",
                        new Rule.Selector(null, null, null, null),
                        0,
                        safety,
                        share,
                        buffer,
                        stopAt,
                        cap,
                        "f:1"));
    }

    private static Explanation number(List<Long> available, Rule rule, long inFlight) {
        var pool = new ArrayList<PositionView>();
        for (int i = 0; i < available.size(); i++) {
            var key = new PositionKey(OFFERED.sku(), new LocationId("L" + i));
            pool.add(new PositionView(key, available.get(i), 0, 0, 0, 0, Instant.EPOCH, null, null));
        }
        return new ChannelNumber(new RuleBook(List.of(rule)), "g").explain(OFFERED, pool, inFlight);
    }
}
