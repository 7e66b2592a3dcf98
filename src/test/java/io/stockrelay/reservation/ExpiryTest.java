package io.stockrelay.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {

    @ParameterizedTest(name = "{0}: {2} of {1}")
    @CsvSource({
        "'', 0, 0",
        "CHANGED, 1, 1",
        "CHANGED NOT_DUE CHANGED IS_CANCELLED, 4, 2",
        "CHANGED FULL CHANGED, 3, 1", // the others stay due
        "FULL, 1, 0"
    })
    void a_turn_tells_how_many_it_ended(String answers, int due, int expired) {
        var asked = answers.isEmpty() ? List.<String>of() : List.of(answers.split(" ", -1));

        var turn = new Expiry(new Due(asked)).take();

        assertThat(turn).isEqualTo(new Expiry.Turn(due, expired));
        assertThat(turn.isFull()).isFalse();
    }

    @Test
    void a_full_turn_may_have_left_some() {
        var asked = new Due(Collections.nCopies(Expiry.BATCH_MAX + 1, "CHANGED"));

        assertThat(new Expiry(asked).take()).isEqualTo(new Expiry.Turn(Expiry.BATCH_MAX, Expiry.BATCH_MAX));
        assertThat(new Expiry.Turn(Expiry.BATCH_MAX, 0).isFull()).isTrue();
        assertThat(asked.commands.get(7)).isEqualTo(new Command.Expire(Requests.key("o7"), "stockrelay"));
    }

    /** Overdue promises, each with what the ledger will answer. */
    private static final class Due implements Reservations {

        private final List<String> answers;
        private final List<Command> commands = new ArrayList<>();

        Due(List<String> answers) {
            this.answers = answers;
        }

        @Override
        public CompletableFuture<Answer> submit(Command command) {
            var answer = answers.get(commands.size());
            commands.add(command);
            if (answer.equals("FULL")) {
                throw new LedgerFull("no room");
            }
            return CompletableFuture.completedFuture(Answer.of(Verdict.valueOf(answer), null));
        }

        @Override
        public List<ReservationKey> due(int max) {
            var keys = new ArrayList<ReservationKey>();
            for (int i = 0; i < Math.min(max, answers.size()); i++) {
                keys.add(Requests.key("o" + i));
            }
            return keys;
        }

        @Override
        public List<ListedReservation> list(Filter filter, @Nullable ReservationKey after, int limit) {
            return List.of();
        }

        @Override
        public Optional<Reservation> find(ReservationKey key) {
            return Optional.empty();
        }

        @Override
        public Optional<Reservation> findUnderNumber(ReservationKey number) {
            return Optional.empty();
        }

        @Override
        public List<Step> steps(ReservationKey key) {
            return List.of();
        }

        @Override
        public List<RecordedTransition> of(Sku sku, long beforeNumber, int limit) {
            return List.of();
        }

        @Override
        public Map<PositionKey, Long> dispatched(OrderReference order) {
            return Map.of();
        }
    }
}
