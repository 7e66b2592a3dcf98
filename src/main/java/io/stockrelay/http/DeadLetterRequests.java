package io.stockrelay.http;

import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetterFilter;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the dead letter calls take. */
final class DeadLetterRequests {

    private DeadLetterRequests() {}

    /** Why something is given up. */
    record Reason(@Nullable String reason) {}

    /** Either numbers or a filter, never both. */
    record Chosen(
            @Nullable List<Long> ids,
            @Nullable Filter filter,
            @Nullable String reason) {

        boolean isById() {
            if ((ids == null) == (filter == null)) {
                throw ApiProblem.of(
                        ProblemKind.INVALID,
                        "say which ones: either ids, such as [1, 2], or filter, such as {\"source\": \"wms\"}");
            }
            return ids != null;
        }
    }

    /** As the parameters of the list. */
    record Filter(
            @Nullable String source,
            @Nullable String channel,
            @Nullable CauseClass cause,
            @Nullable Step step,
            @Nullable String sku,
            @Nullable String location,
            @Nullable String missing,
            @Nullable UUID receipt) {

        DeadLetterFilter in(DeadLetter.@Nullable State state) {
            if (source != null && channel != null) {
                throw ApiProblem.of(ProblemKind.INVALID_PARAMETER, "give source or channel, not both");
            }
            DeadLetter.Direction direction =
                    source != null ? DeadLetter.Direction.INBOUND : channel != null ? DeadLetter.Direction.PUSH : null;
            return new DeadLetterFilter(
                    state, direction, source != null ? source : channel, cause, step, sku, location, missing, receipt);
        }
    }
}
