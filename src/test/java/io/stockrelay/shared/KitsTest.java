package io.stockrelay.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KitsTest {

    private static final Sku SET = new Sku("SET");
    private static final Sku LATE = new Sku("LATE");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    private static final Kits KITS = new Kits(List.of(
            new Kits.Bill(MARCH, of(SET, 2)),
            new Kits.Bill(Instant.MIN, of(SET, 1)),
            new Kits.Bill(MAY, of(SET, 3)),
            new Kits.Bill(MAY, of(LATE, 9))));

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "SET,  1970-01-01T00:00:00Z, 1",
        "SET,  2026-02-28T23:59:59.999999Z, 1",
        "SET,  2026-03-01T00:00:00Z, 2",
        "SET,  2026-04-30T23:59:59Z, 2",
        "SET,  2026-05-01T00:00:00Z, 3",
        "SET,  2099-01-01T00:00:00Z, 3",
        "LATE, 2026-04-30T23:59:59Z, 0",
        "LATE, 2026-05-01T00:00:00Z, 9",
        "ITEM, 2026-05-01T00:00:00Z, 0",
    })
    void the_newest_bill_not_after_the_time_holds(Sku sku, Instant at, long perKit) {
        var units = KITS.of(sku, at).map(kit -> kit.components().get(0).units()).orElse(0L);

        assertThat(units).isEqualTo(perKit);
    }

    @Test
    void a_bill_begins_after_the_one_time_and_not_after_the_other() {
        assertThat(KITS.begun(MARCH, MAY.minusNanos(1))).isEmpty();
        assertThat(KITS.begun(MARCH, MAY)).containsExactlyInAnyOrder(SET, LATE);
        assertThat(KITS.begun(MARCH.minusNanos(1), MARCH)).containsExactly(SET);
        assertThat(KITS.begun(Instant.MIN, Instant.EPOCH))
                .as("what always held")
                .isEmpty();
    }

    @Test
    void what_was_ever_inside_is_known() {
        assertThat(KITS.everComponents(SET)).containsExactlyInAnyOrder(new Sku("C1"), new Sku("C2"), new Sku("C3"));
        assertThat(KITS.everComponents(new Sku("ITEM"))).isEmpty();
        assertThat(KITS.skus()).containsExactlyInAnyOrder(SET, LATE);
    }

    @Test
    void a_kit_of_nothing_is_none() {
        assertThatThrownBy(() -> new Kit(SET, List.of())).hasMessageContaining("SET has no components");
        assertThatThrownBy(() -> new Kit.Component(SET, 0)).hasMessageContaining("at least one unit");
    }

    private static Kit of(Sku sku, long units) {
        return new Kit(sku, List.of(new Kit.Component(new Sku("C" + units), units)));
    }
}
