package io.stockrelay.stock;

import static io.stockrelay.stock.Events.ERP;
import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.ReferenceTotals.Expected;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of two statements one is the greater whichever comes first, so that any order of arrival ends the same. */
class PrecedenceTest {

    @ParameterizedTest(name = "{0} {1} #{2} {3} of {4}/{5}")
    @CsvSource({
        // the first is the greater: second, kind, sequence, units, source, id; then those of the other
        "1, LEVEL, 0, 9, wms, a,   0, COUNT, 5, 1, wms, b",
        "0, COUNT, 0, 9, wms, a,   0, LEVEL, 5, 1, wms, b",
        "0, LEVEL, 2, 9, wms, a,   0, LEVEL, 1, 1, wms, b",
        "0, LEVEL, 0, 1, wms, a,   0, LEVEL, 0, 9, wms, b",
        "0, LEVEL, 0, 9, erp, b,   0, LEVEL, 0, 9, wms, a",
        "0, LEVEL, 0, 9, wms, a,   0, LEVEL, 0, 9, erp, a",
    })
    void of_two_figures(
            long second,
            StatementKind kind,
            long sequence,
            long units,
            String source,
            String id,
            long otherSecond,
            StatementKind otherKind,
            long otherSequence,
            long otherUnits,
            String otherSource,
            String otherId) {
        var one = new Base(units, NOON.plusSeconds(second), kind, sequence, new SourceId(source), id);
        var other = new Base(
                otherUnits,
                NOON.plusSeconds(otherSecond),
                otherKind,
                otherSequence,
                new SourceId(otherSource),
                otherId);

        assertThat(one.supersedes(other, StockState.ON_HAND)).isTrue();
        assertThat(other.supersedes(one, StockState.ON_HAND)).isFalse();
        assertThat(one.supersedes(one, StockState.ON_HAND)).isFalse();
    }

    @Test
    void of_two_held_figures_of_the_same_time_the_higher_is_the_prudent_one() {
        var three = new Base(3, NOON, StatementKind.LEVEL, 0, WMS, "a");
        var five = new Base(5, NOON, StatementKind.LEVEL, 0, WMS, "a");

        assertThat(five.supersedes(three, StockState.QUALITY_HOLD)).isTrue();
        assertThat(three.supersedes(five, StockState.QUALITY_HOLD)).isFalse();
    }

    @Test
    void a_figure_says_what_it_is_less_of() {
        var base = new Base(3, NOON, StatementKind.LEVEL, 0, WMS, "a");

        assertThat(base.netting(Set.of(StockState.DAMAGED)).nets()).containsExactly(StockState.DAMAGED);
        assertThat(base.nets()).isEmpty();
    }

    @ParameterizedTest(name = "{0} at {1} as {2} holds against {3} at {4} as {5}")
    @CsvSource({"9, 1, a, 1, 0, b", "1, 0, a, 9, 0, b", "5, 0, b, 5, 0, a"})
    void of_two_expectations(long units, long second, String id, long otherUnits, long otherSecond, String otherId) {
        var one = new Expected(units, NOON.plusSeconds(second), id, null);
        var other = new Expected(otherUnits, NOON.plusSeconds(otherSecond), otherId, null);

        assertThat(one.supersedes(other)).isTrue();
        assertThat(other.supersedes(one)).isFalse();
        assertThat(one.supersedes(one)).isFalse();
    }

    @ParameterizedTest(name = "day {0} at {1} as {2}/{3} holds")
    @CsvSource({
        "9, 1, wms, a, 1, 0, wms, b",
        "1, 0, wms, a, 9, 0, wms, b",
        "5, 0, erp, b, 5, 0, wms, a",
        "5, 0, wms, a, 5, 0, erp, a"
    })
    void of_two_last_days_of_a_lot(
            int day,
            long second,
            String source,
            String id,
            int otherDay,
            long otherSecond,
            String otherSource,
            String otherId) {
        var one = new LotFacts.Expiry(LocalDate.of(2026, 1, day), NOON.plusSeconds(second), new SourceId(source), id);
        var other = new LotFacts.Expiry(
                LocalDate.of(2026, 1, otherDay), NOON.plusSeconds(otherSecond), new SourceId(otherSource), otherId);

        assertThat(one.supersedes(other)).isTrue();
        assertThat(other.supersedes(one)).isFalse();
        assertThat(one.supersedes(one)).isFalse();
    }

    @ParameterizedTest(name = "expected {0} and {1}: {2}")
    @CsvSource({"3@0, 5@1, 5", "3@1, 5@0, 3", "3@0, , 3", ", 5@0, 5", ", ,"})
    void two_numbers_of_one_order_come_to_one(@Nullable String one, @Nullable String other, @Nullable Long expected) {
        var joined = totals(one, 1).joined(totals(other, 100));

        assertThat(joined.expected())
                .satisfies(
                        held -> assertThat(held == null ? null : held.units()).isEqualTo(expected));
        assertThat(joined).isEqualTo(new ReferenceTotals(joined.expected(), 101, 202, 303, 404, 500));
    }

    private static ReferenceTotals totals(@Nullable String expected, long factor) {
        var words = expected == null ? null : expected.split("@", -1);
        return new ReferenceTotals(
                words == null
                        ? null
                        : new Expected(Long.parseLong(words[0]), NOON.plusSeconds(Long.parseLong(words[1])), "x", null),
                factor,
                2 * factor,
                3 * factor,
                4 * factor,
                5 * factor);
    }

    /** One who takes over counts up to T itself; who only moves counts from what may be after it. */
    @ParameterizedTest(name = "{0} of {1} {2} s after T: {3}")
    @CsvSource({
        "wms, 1, 1, true",
        "wms, 1, 0, false",
        "wms, -1, 0, false",
        "wms, -1, 1, true",
        "erp, 1, 120, false",
        "erp, 1, 121, true",
        "erp, -1, -720, false",
        "erp, -1, -719, true",
        "erp, 0, 120, false",
        "erp, 0, 121, true"
    })
    void a_movement_comes_on_top_of_a_figure_or_is_inside_it(String moving, long change, long second, boolean counts) {
        var stating = moving.equals("wms") ? WMS : ERP;
        var base = new Base(9, NOON, StatementKind.LEVEL, 0, stating, "s");
        var clocks = Events.policy().clocks();

        assertThat(Cut.counts(base, NOON.plusSeconds(second), WMS, StockState.ON_HAND, change, clocks))
                .isEqualTo(counts);
    }

    @Test
    void the_widest_slack_of_a_source_is_that_of_any_pair() {
        var clocks = Events.policy().clocks();

        assertThat(clocks.widest(ERP)).isEqualTo(Events.TOLERANCE.plus(Events.LAG));
        assertThat(clocks.widest(WMS)).isZero();
    }
}
