package io.stockrelay.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.availability.Projection.Day;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Authority;
import io.stockrelay.stock.Expectations.Expected;
import io.stockrelay.stock.LocationSettings;
import io.stockrelay.stock.LocationSettings.InTransit;
import io.stockrelay.stock.LotOutlook;
import io.stockrelay.stock.LotOutlook.Leaving;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockAheadTest {

    private static final LocationId AUCKLAND = new LocationId("AKL");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z"); // it is the 1st there
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final Sku TENT = new Sku("TENT");
    private static final Sku PEG = new Sku("PEG");
    private static final AccountId OWN = new AccountId("own");
    private static final AccountId OTHER = new AccountId("other");

    @ParameterizedTest(name = "[{index}] the position knows of {0} free and {1} promised, its lots of {2}: {3}")
    @CsvSource({"9, 0, 9, 9", "9, 0, 7, 7", "9, 0, 12, 9", "6, 3, 9, 6", "6, 3, 8, 5", "6, -3, 6, 6", "-2, 5, 9, 0"})
    void the_lower_of_both_looks_counts(long free, long promised, long ofLots, long projected) {
        var view = view(TENT, free + Math.max(0, promised), promised, 0, Map.of());
        var ahead = ahead(
                List.of(view), Map.of(), Map.of(view.key(), new LotOutlook(ofLots, List.of())), InTransit.REFERENCES);

        assertThat(numbers(ahead, TENT, null, null)).containsOnly(projected);
    }

    @Test
    void a_lot_ends_on_the_day_of_the_place() {
        var view = view(TENT, 9, 0, 0, Map.of());
        var ends = new Leaving(Instant.parse("2026-12-01T11:00:00Z"), 4); // the 2nd begins
        var ahead = ahead(
                List.of(view), Map.of(), Map.of(view.key(), new LotOutlook(9, List.of(ends))), InTransit.REFERENCES);

        assertThat(numbers(ahead, TENT, null, null)).containsExactly(9L, 5L, 5L);
        assertThat(ahead.project(TENT, null, AUCKLAND, 3, null).days())
                .extracting(Day::date)
                .startsWith(TODAY);
    }

    @Test
    void a_figure_in_transit_has_no_day_and_references_beside_it_do_not_count() {
        var view = view(TENT, 1, 0, 8, Map.of());
        var expected = Map.of(view.key(), List.of(new Expected(5, TODAY.plusDays(1))));

        var byFigure = ahead(List.of(view), expected, Map.of(), InTransit.FIGURE);
        var byReference = ahead(List.of(view), expected, Map.of(), InTransit.REFERENCES);

        assertThat(numbers(byFigure, TENT, null, null)).containsExactly(1L, 1L, 1L);
        assertThat(byFigure.project(TENT, null, AUCKLAND, 3, null).undated()).isEqualTo(8);
        assertThat(numbers(byReference, TENT, null, null)).containsExactly(1L, 6L, 6L);
    }

    @Test
    void what_is_set_aside_for_others_is_not_there() {
        var ahead = ahead(
                List.of(view(TENT, 9, 0, 0, Map.of(OWN, 2L, OTHER, 4L))), Map.of(), Map.of(), InTransit.REFERENCES);

        assertThat(numbers(ahead, TENT, null, null)).containsOnly(3L);
        assertThat(numbers(ahead, TENT, null, OWN)).containsOnly(5L);
    }

    @Test
    void a_kit_is_as_many_as_its_scarcest_component_makes_on_each_day() {
        var tents = view(TENT, 3, 0, 0, Map.of());
        var pegs = view(PEG, 25, 0, 0, Map.of());
        var kit = new Kit(new Sku("SET"), List.of(new Kit.Component(TENT, 1), new Kit.Component(PEG, 10)));
        var expected = Map.of(pegs.key(), List.of(new Expected(100, TODAY.plusDays(2))));
        var ahead = ahead(List.of(tents, pegs), expected, Map.of(), InTransit.REFERENCES);

        assertThat(numbers(ahead, kit.sku(), kit, null)).containsExactly(2L, 2L, 3L);
        assertThat(ahead.knows(kit.sku(), kit, AUCKLAND)).isTrue();
    }

    @Test
    void what_was_only_announced_is_known() {
        var unknown = PositionView.unknown(new PositionKey(TENT, AUCKLAND));
        var expected = Map.of(unknown.key(), List.of(new Expected(5, null)));

        assertThat(ahead(List.of(unknown), Map.of(), Map.of(), InTransit.REFERENCES)
                        .knows(TENT, null, AUCKLAND))
                .isFalse();
        assertThat(ahead(List.of(unknown), expected, Map.of(), InTransit.REFERENCES)
                        .knows(TENT, null, AUCKLAND))
                .isTrue();
    }

    private static Stream<Long> numbers(StockAhead ahead, Sku sku, @Nullable Kit kit, @Nullable AccountId own) {
        return ahead.project(sku, kit, AUCKLAND, 3, own).days().stream().map(Day::projected);
    }

    private static PositionView view(Sku sku, long onHand, long allocated, long inTransit, Map<AccountId, Long> aside) {
        var key = new PositionKey(sku, AUCKLAND);
        return new PositionView(key, onHand, allocated, 0, 0, inTransit, 0, NOW, null, NOW, aside);
    }

    private static StockAhead ahead(
            List<PositionView> views,
            Map<PositionKey, List<Expected>> expected,
            Map<PositionKey, LotOutlook> lots,
            InTransit inTransit) {
        var place = new LocationSettings(AUCKLAND, "Auckland", Map.of(), Map.of(), inTransit);
        return new StockAhead(
                NOW,
                views.stream().collect(Collectors.toMap(PositionView::key, view -> view)),
                expected,
                lots,
                new Authority(Map.of(AUCKLAND, place)),
                new ProjectionSettings(366, 2, Map.of(AUCKLAND, ZoneId.of("Pacific/Auckland"))));
    }
}
