package io.stockrelay.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.availability.Projection.Day;
import io.stockrelay.availability.Projection.Horizon;
import io.stockrelay.stock.Expectations.Expected;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    @ParameterizedTest(name = "[{index}] {0} free, {1} comes: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            free | comes            | projected   | overdue | undated | later
            5    |                  | 5,5,5,5     | 0       | 0       | 0
            5    | 7@0              | 12,12,12,12 | 0       | 0       | 0
            5    | 7@1              | 5,12,12,12  | 0       | 0       | 0
            5    | 7@3              | 5,5,5,12    | 0       | 0       | 0
            5    | 7@4              | 5,5,5,5     | 0       | 0       | 7
            5    | 7@9999           | 5,5,5,5     | 0       | 0       | 7
            5    | 7@-1             | 12,12,12,12 | 0       | 0       | 0
            5    | 7@-2             | 12,12,12,12 | 0       | 0       | 0
            5    | 7@-3             | 5,5,5,5     | 7       | 0       | 0
            5    | 7@?              | 5,5,5,5     | 0       | 7       | 0
            5    | 1@1 2@1 4@2      | 5,8,12,12   | 0       | 0       | 0
            5    | 1@-9 2@? 4@8 3@2 | 5,5,8,8     | 1       | 2       | 4
            0    | 7@2              | 0,0,7,7     | 0       | 0       | 0
            -4   | 7@2              | 0,0,3,3     | 0       | 0       | 0
            -4   | 3@1 3@2          | 0,0,2,2     | 0       | 0       | 0
            -9   | 3@1              | 0,0,0,0     | 0       | 0       | 0
            """, useHeadersInDisplayName = true)
    void what_comes_counts_from_its_day_on(
            long free, @Nullable String comes, String projected, long overdue, long undated, long later) {
        var projection = Projection.of(free, expected(comes), new Horizon(TODAY, 4, 2));

        assertThat(projection.days()).extracting(Day::projected).isEqualTo(numbers(projected));
        assertThat(projection.days()).extracting(Day::atp).isEqualTo(numbers(projected));
        assertThat(projection.days())
                .extracting(Day::date)
                .containsExactly(TODAY, TODAY.plusDays(1), TODAY.plusDays(2), TODAY.plusDays(3));
        assertThat(List.of(projection.overdue(), projection.undated(), projection.later()))
                .containsExactly(overdue, undated, later);
    }

    @ParameterizedTest(name = "[{index}] {0} free, {1} comes, {2} expires: {3}, to be counted on {4}")
    @CsvSource(delimiter = '|', textBlock = """
            free | comes   | expires       | projected   | atp
            9    |         | 4@2           | 9,9,5,5     | 5,5,5,5
            9    |         | 4@1 5@3       | 9,5,5,0     | 0,0,0,0
            9    |         | 4@0           | 5,5,5,5     | 5,5,5,5
            9    |         | 4@-3          | 5,5,5,5     | 5,5,5,5
            9    |         | 4@4           | 9,9,9,9     | 9,9,9,9
            9    | 6@2     | 4@2           | 9,9,11,11   | 9,9,11,11
            9    | 6@3     | 7@1           | 9,2,2,8     | 2,2,2,8
            3    |         | 5@1           | 3,0,0,0     | 0,0,0,0
            3    | 4@2     | 5@1           | 3,0,2,2     | 0,0,2,2
            -2   | 9@3     | 5@1           | 0,0,0,2     | 0,0,0,2
            """, useHeadersInDisplayName = true)
    void what_expires_is_not_counted_from_its_day_on_whichever_lots_serve_what_is_promised(
            long free, @Nullable String comes, String expires, String projected, String atp) {
        var leaving = expected(expires).stream()
                .map(one -> new Projection.Leaving(java.util.Objects.requireNonNull(one.dueOn()), one.units()))
                .toList();

        var days = Projection.of(free, expected(comes), leaving, new Horizon(TODAY, 4, 2))
                .days();

        assertThat(days).extracting(Day::projected).isEqualTo(numbers(projected));
        assertThat(days).extracting(Day::atp).isEqualTo(numbers(atp));
        assertThat(days.stream().mapToLong(Day::expiring).sum())
                .isEqualTo(leaving.stream()
                        .filter(one -> one.from().isBefore(TODAY.plusDays(4)))
                        .mapToLong(Projection.Leaving::units)
                        .sum());
    }

    @Test
    void a_kit_is_as_many_as_what_has_not_expired_makes() {
        var horizon = new Horizon(TODAY, 3, 0);
        var gels = Projection.of(9, List.of(), List.of(new Projection.Leaving(TODAY.plusDays(1), 5)), horizon);
        var bags = Projection.of(3, List.of(), horizon);

        var kit = Projection.ofKit(List.of(gels, bags), List.of(2L, 1L));

        assertThat(kit.days()).extracting(Day::projected).containsExactly(3L, 2L, 2L);
        assertThat(kit.days()).extracting(Day::expiring).containsOnly(0L);
    }

    @Test
    void each_day_says_what_is_due_on_it() {
        var days = Projection.of(1, expected("2@-1 3@0 4@2"), new Horizon(TODAY, 3, 1))
                .days();

        assertThat(days).extracting(Day::expected).containsExactly(5L, 0L, 4L);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({"0, 7@0, 12, 0", "0, 7@-1, 5, 7", "5, 7@-5, 12, 0", "5, 7@-6, 5, 7"})
    void the_grace_is_how_late_it_may_be(int grace, String comes, long projected, long overdue) {
        var projection = Projection.of(5, expected(comes), new Horizon(TODAY, 1, grace));

        assertThat(projection.days()).singleElement().extracting(Day::projected).isEqualTo(projected);
        assertThat(projection.overdue()).isEqualTo(overdue);
    }

    @Test
    void a_kit_is_as_many_as_its_scarcest_component_makes_on_each_day() {
        var horizon = new Horizon(TODAY, 3, 0);
        var poles = Projection.of(9, expected("9@1"), horizon);
        var bags = Projection.of(4, expected("1@2"), horizon);

        var kit = Projection.ofKit(List.of(poles, bags), List.of(3L, 1L));

        assertThat(kit.days()).extracting(Day::projected).containsExactly(3L, 4L, 5L);
        assertThat(kit.days()).extracting(Day::date).startsWith(TODAY);
    }

    private static List<Expected> expected(@Nullable String text) {
        var expected = new ArrayList<Expected>();
        for (var one : text == null ? new String[0] : text.split(" ")) {
            var parts = one.split("@");
            expected.add(new Expected(
                    Long.parseLong(parts[0]), parts[1].equals("?") ? null : TODAY.plusDays(Long.parseLong(parts[1]))));
        }
        return expected;
    }

    private static List<Long> numbers(String text) {
        var numbers = new ArrayList<Long>();
        for (var number : text.split(",")) {
            numbers.add(Long.parseLong(number));
        }
        return numbers;
    }
}
