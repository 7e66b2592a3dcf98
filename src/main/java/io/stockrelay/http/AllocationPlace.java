package io.stockrelay.http;

import io.stockrelay.allocation.AllocationKey;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page of allocations ended, as one word that fits into an address. */
final class AllocationPlace {

    private static final String BETWEEN = "\n"; // no code holds control characters

    private AllocationPlace() {}

    static String write(AllocationKey key) {
        var text = String.join(
                BETWEEN,
                key.account().value(),
                key.position().sku().value(),
                key.position().location().value());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static AllocationKey read(String word) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8).split(BETWEEN, -1);
            return new AllocationKey(
                    new AccountId(parts[0]), new PositionKey(new Sku(parts[1]), new LocationId(parts[2])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw ApiProblem.parameter("after", word, "give the next of the page before");
        }
    }
}
