package io.stockrelay.stock;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH2;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.jdbc.TestLedger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words of stock mean, and how much of anything is taken. */
class StockLimitsTest {

    private static final Sku A = new Sku("A");

    @Test
    void each_type_of_event_is_a_movement_a_statement_a_document_or_of_an_order_book() {
        assertThat(of(EventType::isMovement))
                .isEqualTo("RECEIVE SHIP RETURN ADJUST TRANSFER_OUT TRANSFER_IN HOLD RELEASE DAMAGE SCRAP");
        assertThat(of(EventType::isDocument)).isEqualTo("ORDER ORDER_EDIT ORDER_CANCEL");
        assertThat(of(EventType::isBook)).isEqualTo("ACKNOWLEDGE OPEN_ORDERS");
        assertThat(EventType.TRANSFER_OUT.code()).isEqualTo("transfer-out");
        assertThat(EventType.ofCode("transfer-out")).contains(EventType.TRANSFER_OUT);
        assertThat(EventType.ofCode("TRANSFER_OUT")).isEmpty();
    }

    private static String of(java.util.function.Predicate<EventType> kind) {
        return String.join(
                " ",
                Stream.of(EventType.values()).filter(kind).map(EventType::name).toList());
    }

    @ParameterizedTest
    @CsvSource({"APPLIED, applied", "ALREADY_COUNTED, alreadyCounted", "DEAD_LETTER, deadLetter"})
    void outcomes_are_called_so_in_answers(Outcome outcome, String code) {
        assertThat(outcome.code()).isEqualTo(code);
    }

    @Test
    void sources_state_figures_of_every_state_but_the_derived_and_the_yes_or_no_one() {
        assertThat(EnumSet.allOf(StockState.class))
                .filteredOn(state -> !state.isStated())
                .containsExactly(StockState.UNUSABLE, StockState.BLOCKED);
    }

    @Test
    void an_event_id_has_1_to_200_characters() {
        assertThat(new EventKey(WMS, "x".repeat(200)).id()).hasSize(200);
        assertThatThrownBy(() -> new EventKey(WMS, "x".repeat(201))).hasMessageContaining("1 to 200 characters");
        assertThatThrownBy(() -> new EventKey(WMS, " ")).hasMessageContaining("1 to 200 characters");
    }

    @Test
    void a_lot_has_1_to_64_characters() {
        var blocking = new LotTask.Blocking(A, "x".repeat(64), "recall", "ann");

        assertThat(blocking.key()).isEqualTo(new LotKey(A, "x".repeat(64)));
        assertThat(blocking.size()).isEqualTo(1);
        assertThatThrownBy(() -> new LotTask.Blocking(A, "x".repeat(65), null, "ann"))
                .hasMessageContaining("64");
        assertThatThrownBy(() -> new LotTask.Blocking(A, "", null, "ann")).hasMessageContaining("64");
    }

    @Test
    void nothing_is_made_of_nothing() {
        assertThatThrownBy(() -> new EventGroup(List.of(), "[]", 0)).hasMessageContaining("at least one event");
        assertThatThrownBy(() -> new OrderLine.Article(A, 1, false, List.of()))
                .hasMessageContaining("A is made of nothing");
    }

    @Test
    void a_submission_is_as_large_as_what_is_to_be_decided_and_stored_of_it() {
        var event = Events.move(WMS, "1", EventType.SHIP, "A", WH1, 1, NOON);
        var group = new EventGroup(List.of(event, event), "[]", 0);
        var failure = Failure.ofWhole(Step.MAP, CauseClass.MAPPING, "no such unit");
        var whole =
                new Submission(TestLedger.delivery(WMS), List.of(group, group), List.of(failure), List.of(), List.of());

        assertThat(whole.size()).isEqualTo(4 + 1 + 1);
        assertThat(new LotTask.Turn(List.of()).size()).isEqualTo(1);
        assertThat(new LotTask.Turn(List.of(at(WH1), at(WH2))).size()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{1} of {0}: {2} %")
    @CsvSource({"0, 0, 0", "100, 0, 0", "100, 20, 20", "1000, 201, 21", "3, 1, 34", "7, 7, 100"})
    void a_guard_never_looks_away_from_a_part_of_a_percent(long stocked, long zeroed, long percent) {
        assertThat(new Runs.RunPreview(stocked, zeroed, 0, 0).zeroedPercent()).isEqualTo(percent);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({"WH1, wms, true", "WH2, erp, true", "FIGURE, wms, false", "ELSEWHERE, , true"})
    void one_source_states_a_state_at_a_location(String location, @Nullable String source, boolean byReferences) {
        var locations = new java.util.HashMap<>(Events.policy().authority().locations());
        var figure = new LocationId("FIGURE");
        locations.put(
                figure,
                new LocationSettings(
                        figure,
                        "Figure",
                        Map.of(StockState.ON_HAND, WMS, StockState.IN_TRANSIT, WMS),
                        Map.of(),
                        LocationSettings.InTransit.FIGURE));
        var authority = new Authority(locations);

        assertThat(authority.statedBy(new LocationId(location), StockState.ON_HAND))
                .map(Object::toString)
                .isEqualTo(Optional.ofNullable(source));
        assertThat(authority.countsReferences(new LocationId(location))).isEqualTo(byReferences);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"'', 0", "WH1, 1", "WH1 WH2, 2", "FULL, 0"})
    void a_turn_of_lots_tells_how_many_it_looked_at(String due, int looked) {
        assertThat(new LotExpiry(new Register(due)).take()).isEqualTo(looked);
    }

    @Test
    void what_went_wrong_with_a_turn_of_lots_is_told_as_it_is() {
        assertThatThrownBy(() -> new LotExpiry(new Register("AWAY")).take()).isInstanceOf(LedgerUnavailable.class);
    }

    private static PositionKey at(LocationId location) {
        return new PositionKey(A, location);
    }

    /** Positions that are due, or why nothing can be done about them. */
    private record Register(String due) implements LotRegister {

        @Override
        public List<PositionKey> due(int max) {
            var keys = new ArrayList<PositionKey>();
            for (var word : due.split(" ", -1)) {
                if (!word.isEmpty()) {
                    keys.add(at(new LocationId(word)));
                }
            }
            return keys;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> CompletableFuture<T> submit(LotTask<T> task) {
            return switch (due) {
                case "" -> throw new AssertionError("nothing was due");
                case "FULL" -> throw new LedgerFull("no room");
                case "AWAY" -> CompletableFuture.failedFuture(new LedgerUnavailable("away", new Exception()));
                default -> CompletableFuture.completedFuture((T) (Object) task.size());
            };
        }

        @Override
        public List<LotView> of(Sku sku, int limit) {
            return List.of();
        }

        @Override
        public Map<PositionKey, LotOutlook> outlook(java.util.Collection<PositionKey> keys) {
            return Map.of();
        }

        @Override
        public Optional<KnownLot> find(LotKey key) {
            return Optional.empty();
        }
    }
}
