package io.stockrelay.stock.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PositionMemoryTest {

    private static final PositionKey A = new PositionKey(new Sku("A"), Events.WH1);
    private static final PositionKey B = new PositionKey(new Sku("B"), Events.WH1);

    private final PositionMemory memory = new PositionMemory();
    private int asked;

    @Test
    void what_was_read_is_not_read_again_until_it_is_forgotten() {
        assertThat(read(A, 1)).isEqualTo(1);
        assertThat(read(A, 2)).isEqualTo(1);
        memory.forget(List.of(B));
        assertThat(read(A, 3)).isEqualTo(1);
        memory.forget(List.of(A));
        assertThat(read(A, 4)).isEqualTo(4);
        memory.forgetAll();
        assertThat(read(A, 5)).isEqualTo(5);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void what_is_forgotten_while_it_is_read_is_not_remembered() {
        assertThat(read(A, 1, () -> memory.forget(List.of(A)))).isEqualTo(1);
        assertThat(read(A, 2)).isEqualTo(2);

        memory.forget(List.of(A));
        assertThat(read(A, 3, memory::forgetAll)).isEqualTo(3);
        assertThat(read(A, 4)).isEqualTo(4);
    }

    @Test
    void several_are_given_in_the_order_asked_for_whatever_was_known_before() {
        read(B, 7);

        var views = memory.read(List.of(A, B), keys -> views(keys, 1));

        assertThat(views.keySet()).containsExactly(A, B);
        assertThat(views.values()).extracting(PositionView::onHand).containsExactly(1L, 7L);
    }

    private long read(PositionKey key, long now) {
        return read(key, now, () -> {});
    }

    private long read(PositionKey key, long now, Runnable meanwhile) {
        Function<Collection<PositionKey>, Map<PositionKey, PositionView>> database = keys -> {
            asked++;
            var views = views(keys, now);
            meanwhile.run();
            return views;
        };
        return Objects.requireNonNull(memory.read(List.of(key), database).get(key))
                .onHand();
    }

    private static Map<PositionKey, PositionView> views(Collection<PositionKey> keys, long onHand) {
        var views = new LinkedHashMap<PositionKey, PositionView>();
        keys.forEach(key -> views.put(key, new PositionView(key, onHand, 0, 0, 0, 0, null, null, null)));
        return views;
    }
}
