package io.stockrelay.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.allocation.Allocation;
import io.stockrelay.allocation.RecordedChange;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An allocation as its caller sees it. Units are smallest units of the item, as in availability.
 *
 * @param granted set aside in all, whatever became of it
 * @param taken by the account's orders: promised out of it, or left already
 * @param unconsumed the rest, kept out of everyone else's availability
 * @param version of what is granted
 */
record AllocationTold(
        String account,
        String location,
        String sku,
        long granted,
        long taken,
        long unconsumed,
        int version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant changedAt) {

    static AllocationTold of(Allocation allocation) {
        var key = allocation.key();
        var setAside = allocation.setAside();
        return new AllocationTold(
                key.account().value(),
                key.position().location().value(),
                key.position().sku().value(),
                setAside.granted(),
                setAside.taken(),
                setAside.free(),
                setAside.version(),
                allocation.changedAt());
    }

    /**
     * One recorded change.
     *
     * @param kind {@code set}, {@code released}, {@code given} to another account or {@code received} from one
     * @param request the id of the reallocation; left out otherwise
     */
    record Change(
            long number,
            int version,
            String kind,
            long before,
            long after,
            String reason,
            String actor,
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String request) {

        static Change of(RecordedChange recorded) {
            var change = recorded.change();
            return new Change(
                    recorded.number(),
                    change.version(),
                    change.kind().name().toLowerCase(Locale.ROOT),
                    change.before(),
                    change.after(),
                    change.reason(),
                    change.actor(),
                    change.at(),
                    change.request());
        }
    }
}
