package io.stockrelay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.channel.FakeShop.Fault;
import io.stockrelay.testkit.Chance;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A shop in which nobody ever buys, calls that fail in every way, and a program that dies in the middle of them: whatever
 * happens, our own numbers are never taken for purchases, and in the end the shop shows the last of them.
 * {@code stockrelay.publishing.lives} (default 40) says how many lives are tried, {@code stockrelay.publishing.seed} which.
 */
class PublishingFaultsIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private static final int LIVES = Integer.getInteger("stockrelay.publishing.lives", 40);
    private static final long SEED = Long.getLong("stockrelay.publishing.seed", System.nanoTime());
    private static final int STEPS = 40;
    private static final List<String> SKUS = List.of("A", "B", "C", "D");
    /** Those that end with the call: a number that lands later than the next question is another matter. */
    private static final List<Fault> FAULTS = List.of(
            Fault.TIMEOUT_AFTER_APPLY,
            Fault.NO_CONNECTION,
            Fault.STATUS_500,
            Fault.STATUS_429,
            Fault.DEATH_BEFORE_APPLY,
            Fault.DEATH_AFTER_APPLY);

    @Test
    void nobody_bought_so_nothing_is_in_flight_and_the_last_number_arrives() {
        for (long life = 0; life < LIVES; life++) {
            new Life(SEED + life).live();
        }
    }

    /** One channel from its first number to its last. */
    private static final class Life {

        private final long seed;
        private final Random random;
        private final PublishingStage stage;
        private final Map<String, Long> stock = new HashMap<>();
        private int nodes = 1;

        Life(long seed) {
            this.seed = seed;
            this.random = Chance.of(seed);
            this.stage = new PublishingStage(
                    DB,
                    "faults-" + Long.toUnsignedString(seed, 36),
                    new FakeShop(100, true, true),
                    new ChannelSettings.Pace(0, 1),
                    SKUS.toArray(String[]::new));
        }

        void live() {
            SKUS.forEach(this::change);
            run();
            for (int step = 0; step < STEPS; step++) {
                step();
                nobodyBought();
            }
            stage.shop.faults.clear();
            drain();
            stage.changed(SKUS.toArray(String[]::new)); // what was given up goes again with the next change
            drain();

            nobodyBought();
            assertThat(stage.shop.shelf).as("seed %d", seed).isEqualTo(stock);
            assertThat(stage.publications()).as("waiting, seed %d", seed).isZero();
        }

        private void step() {
            switch (random.nextInt(5)) {
                case 0 -> stage.shop.faults.add(FAULTS.get(random.nextInt(FAULTS.size())));
                case 1 -> stage.clock.forward(Duration.ofMillis(random.nextInt(20_000)));
                case 2 -> change(SKUS.get(random.nextInt(SKUS.size())));
                case 3 ->
                    SKUS.forEach(sku -> {
                        if (random.nextBoolean()) {
                            change(sku);
                        }
                    });
                default -> run();
            }
        }

        private void change(String sku) {
            stock.put(sku, (long) random.nextInt(100));
            stage.stock(sku, stock.get(sku));
        }

        private void run() {
            try {
                stage.run();
            } catch (FakeShop.Death | CompletionException death) {
                stage.restart("node/" + ++nodes);
            }
        }

        private void drain() {
            for (int i = 0; i < 60; i++) {
                run();
                stage.clock.forward(Duration.ofSeconds(10));
            }
        }

        private void nobodyBought() {
            for (var sku : SKUS) {
                assertThat(stage.shown(sku).holding().inFlightUnits())
                        .as("in flight of %s, seed %d", sku, seed)
                        .isZero();
            }
        }
    }
}
