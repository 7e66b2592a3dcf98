package io.stockrelay.reservation;

import static io.stockrelay.reservation.Requests.amend;
import static io.stockrelay.reservation.Requests.cancel;
import static io.stockrelay.reservation.Requests.confirm;
import static io.stockrelay.reservation.Requests.dispatch;
import static io.stockrelay.reservation.Requests.expire;
import static io.stockrelay.reservation.Requests.fail;
import static io.stockrelay.reservation.Requests.key;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An order is kept as "kept"; its caller may know it as "other". */
class AnyNumberTest {

    private static final UUID CONTENT = new UUID(0, 1);

    private final Map<ReservationKey, Reservation> stored = new HashMap<>();
    private final Map<ReservationKey, Reservation> numbers = new HashMap<>();
    private final List<Command> submitted = new ArrayList<>();
    private final AnyNumber any = new AnyNumber(new Kept());

    @Test
    void its_own_id_comes_first() {
        stored.put(key("other"), reservation("other", ReservationState.PENDING));
        numbers.put(key("other"), reservation("kept", ReservationState.CONFIRMED));
        assertThat(any.find(key("other"))).contains(reservation("other", ReservationState.PENDING));
    }

    @Test
    void where_nothing_goes_on_under_it_the_order_is_found_under_its_other_number() {
        numbers.put(key("other"), reservation("kept", ReservationState.CONFIRMED));
        assertThat(any.find(key("other"))).contains(reservation("kept", ReservationState.CONFIRMED));
        stored.put(key("other"), reservation("other", ReservationState.CANCELLED));
        assertThat(any.find(key("other"))).contains(reservation("kept", ReservationState.CONFIRMED));
    }

    @Test
    void without_another_number_it_is_what_it_is() {
        assertThat(any.find(key("other"))).isEmpty();
        stored.put(key("other"), reservation("other", ReservationState.CANCELLED));
        assertThat(any.find(key("other"))).contains(reservation("other", ReservationState.CANCELLED));
    }

    static Stream<Command> changes() {
        return Stream.of(
                confirm("other"),
                cancel("other"),
                amend("other", 1, line("1", "A", 2)),
                fail("other"),
                expire("other"),
                dispatch("other", "s-1", "1", 1));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_change_reaches_the_order_by_its_other_number_and_stays_what_it_was(Command change) {
        var kept = reservation("kept", ReservationState.CONFIRMED);
        numbers.put(key("other"), kept);
        stored.put(key("kept"), kept);

        assertThat(any.submit(change).join().reservation()).isEqualTo(kept);

        assertThat(submitted).hasSize(2).first().isEqualTo(change);
        assertThat(submitted.get(1)).hasSameClassAs(change);
        assertThat(submitted.get(1).key()).isEqualTo(key("kept"));
        assertThat(submitted.get(1))
                .usingRecursiveComparison()
                .ignoringFields("key", "reference")
                .isEqualTo(change);
    }

    @Test
    void a_change_of_what_was_given_up_under_its_own_id_is_one_of_the_order() {
        var kept = reservation("kept", ReservationState.CONFIRMED);
        stored.put(key("other"), reservation("other", ReservationState.CANCELLED));
        stored.put(key("kept"), kept);
        numbers.put(key("other"), kept);
        assertThat(any.submit(confirm("other")).join().reservation()).isEqualTo(kept);
    }

    @Test
    void a_change_of_what_goes_on_under_its_own_id_goes_nowhere_else() {
        stored.put(key("other"), reservation("other", ReservationState.PENDING));
        numbers.put(key("other"), reservation("kept", ReservationState.CONFIRMED));
        assertThat(any.submit(confirm("other")).join().reservation())
                .isEqualTo(reservation("other", ReservationState.PENDING));
        assertThat(submitted).containsExactly(confirm("other"));
    }

    @Test
    void a_change_of_nothing_is_answered_so() {
        assertThat(any.submit(confirm("other")).join().verdict()).isEqualTo(Verdict.UNKNOWN_RESERVATION);
        assertThat(submitted).containsExactly(confirm("other"));
    }

    @Test
    void a_new_promise_is_never_moved_to_another_id() {
        numbers.put(key("other"), reservation("kept", ReservationState.CONFIRMED));
        var request = reserve("other", line("1", "A", 2));
        assertThat(any.submit(request).join().reservation()).isNull();
        assertThat(submitted).containsExactly(request);
    }

    private static Reservation reservation(String id, ReservationState state) {
        return new Reservation(
                key(id),
                new OrderReference("acme", "kept"),
                CONTENT,
                1,
                state,
                null,
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }

    /** Answers every command with what it has under the id. */
    private final class Kept implements Reservations {

        @Override
        public CompletableFuture<Answer> submit(Command command) {
            submitted.add(command);
            var known = stored.get(command.key());
            return CompletableFuture.completedFuture(
                    Answer.of(known == null ? Verdict.UNKNOWN_RESERVATION : Verdict.UNCHANGED, known));
        }

        @Override
        public Optional<Reservation> find(ReservationKey key) {
            return Optional.ofNullable(stored.get(key));
        }

        @Override
        public Optional<Reservation> findUnderNumber(ReservationKey number) {
            return Optional.ofNullable(numbers.get(number));
        }

        @Override
        public List<ListedReservation> list(Filter filter, @Nullable ReservationKey after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Step> steps(ReservationKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RecordedTransition> of(Sku sku, long beforeNumber, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<PositionKey, Long> dispatched(OrderReference order) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ReservationKey> due(int max) {
            throw new UnsupportedOperationException();
        }
    }
}
