package io.stockrelay.http;

import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetterFilter;
import io.stockrelay.reservation.Scope;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
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

    /**
     * As the parameters of the list.
     *
     * @param account that could not be told something; what came in is a source's, what was to go out a channel's
     */
    record Filter(
            @Nullable String source,
            @Nullable String channel,
            @Nullable String account,
            @Nullable CauseClass cause,
            @Nullable Step step,
            @Nullable String sku,
            @Nullable String location,
            @Nullable String missing,
            @Nullable UUID receipt) {

        DeadLetterFilter in(DeadLetter.@Nullable State state) {
            if (Stream.of(source, channel, account).filter(Objects::nonNull).count() > 1) {
                throw ApiProblem.of(
                        ProblemKind.INVALID_PARAMETER, "give one of source, channel and account, not both or all");
            }
            DeadLetter.Direction direction = source != null
                    ? DeadLetter.Direction.INBOUND
                    : channel != null
                            ? DeadLetter.Direction.PUSH
                            : account != null ? DeadLetter.Direction.NOTICE : null;
            return new DeadLetterFilter(state, direction, party(), cause, step, sku, location, missing, receipt);
        }

        private @Nullable String party() {
            if (account != null) {
                return new Scope(Scope.Kind.ACCOUNT, account).code();
            }
            return source != null ? source : channel;
        }
    }
}
