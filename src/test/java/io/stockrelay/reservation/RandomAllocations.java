package io.stockrelay.reservation;

import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationKey;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.testkit.Chance;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What people set aside in the crowded little shop: little, often, and sometimes twice. */
public final class RandomAllocations {

    private static final List<AccountId> ACCOUNTS = NaiveAllocations.ACCOUNTS;

    private final Random random;
    private final String prefix;
    private final ToIntFunction<AllocationKey> versions;

    /**
     * @param prefix of the ids of moves
     * @param versions the present version of an allocation, for some changes
     */
    public RandomAllocations(long seed, String prefix, ToIntFunction<AllocationKey> versions) {
        this.random = Chance.of(seed);
        this.prefix = prefix;
        this.versions = versions;
    }

    public boolean isNext() {
        return random.nextInt(5) == 0;
    }

    public AllocationCommand command() {
        var key = new AllocationKey(account(), position());
        return switch (random.nextInt(6)) {
            case 0 -> new AllocationCommand.Release(key, "test", "season over");
            case 1, 2 -> move(key);
            default -> new AllocationCommand.Set(key, random.nextInt(12), "test", "wanted", version(key));
        };
    }

    private @Nullable Integer version(AllocationKey key) {
        return switch (random.nextInt(4)) {
            case 0 -> versions.applyAsInt(key);
            case 1 -> random.nextInt(3);
            default -> null;
        };
    }

    private AllocationCommand move(AllocationKey key) {
        var to = ACCOUNTS.get(key.account().equals(ACCOUNTS.get(0)) ? 1 : 0);
        int units = 1 + random.nextInt(4);
        var content = UUID.nameUUIDFromBytes((key + "/" + units).getBytes(StandardCharsets.UTF_8));
        return new AllocationCommand.Reallocate(
                prefix + "m" + random.nextInt(40), content, key.position(), key.account(), to, units, "test", "swap");
    }

    private AccountId account() {
        return ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    }

    private PositionKey position() {
        var sku = RandomCommands.SKUS.get(random.nextInt(RandomCommands.SKUS.size()));
        return new PositionKey(new Sku(sku), RandomCommands.LOCATIONS.get(random.nextInt(4) == 0 ? 1 : 0));
    }
}
