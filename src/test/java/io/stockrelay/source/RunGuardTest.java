package io.stockrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.mapping.Mapped;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.Runs.RunPreview;
import io.stockrelay.stock.StockState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunGuardTest {

    private final List<CompleteRun> asked = new ArrayList<>();

    @ParameterizedTest(name = "{1} of {0} SKUs to zero with 20 % allowed: held {2}")
    @CsvSource({"100, 20, false", "100, 21, true", "9, 2, true", "10, 2, false", "0, 0, false"})
    void more_than_the_allowed_share_is_held(long stocked, long zeroed, boolean isHeld) {
        assertThat(held(stocked, zeroed).isPresent()).isEqualTo(isHeld);
    }

    @Test
    void the_failure_names_the_figures_and_carries_what_is_replayed() {
        assertThat(held(100, 40)).hasValueSatisfying(failure -> {
            assertThat(failure.message()).contains("40 of the 100 SKUs", "WH1", "400 of 1000 units", "allowed: 20 %");
            assertThat(failure.canonicalJson()).isEqualTo("[{\"final\":true}]");
        });
    }

    @Test
    void what_this_very_message_names_is_not_absent() {
        held(10, 1);

        assertThat(asked.get(0).exempt()).contains(new Sku("A"));
    }

    private Optional<io.stockrelay.shared.Failure> held(long stocked, long zeroed) {
        var last = Events.onHand(Events.WMS, "e1", "A", Events.WH1, 5, Events.NOON);
        var run = new CompleteRun("r1", Events.WH1, Events.NOON, Set.of(StockState.ON_HAND), Set.of());
        var group = new EventGroup(List.of(last), "[{\"final\":true}]", 0);
        var guard = new RunGuard(
                (source, asking) -> {
                    asked.add(asking);
                    return new RunPreview(stocked, zeroed, stocked * 10, zeroed * 10);
                },
                new TwentyPercent());
        return guard.held(Events.WMS, last, run, new Mapped(List.of(group), List.of(), List.of(), List.of(last)));
    }

    private static final class TwentyPercent implements SourceDirectory {

        @Override
        public Optional<SourceSettings> find(SourceId source) {
            return Optional.empty();
        }

        @Override
        public Collection<SourceSettings> all() {
            return List.of();
        }

        @Override
        public Guards guards() {
            return new Guards(20, 30, 100);
        }
    }
}
