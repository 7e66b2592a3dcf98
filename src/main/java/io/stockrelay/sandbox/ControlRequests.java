package io.stockrelay.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bodies of the control API's posts. */
final class ControlRequests {
    private static final Duration SLOW_DEFAULT = Duration.ofSeconds(1);
    private static final Duration HOLD_DEFAULT = Duration.ofSeconds(30);

    private ControlRequests() {}

    /** Body of {@code POST …/listings}; the rows are the channel's own. */
    record SeedBody(@Nullable List<Map<String, Object>> listings) {
        List<Map<String, Object>> rows() {
            if (listings == null || listings.isEmpty()) {
                throw new RefusedRequest("listings must hold at least one row");
            }
            return listings;
        }
    }

    /** Body of {@code POST …/sell}. */
    record SaleBody(@Nullable String listing, long quantity) {
        String namedListing() {
            if (listing == null) {
                throw new RefusedRequest("listing is missing");
            }
            return listing;
        }
    }

    /** Body of {@code POST …/pacing}: lifted, or points with restorePerSecond, or neither for the settings' own. */
    record PacingBody(
            @Nullable Boolean lifted,
            @Nullable Long points,
            @Nullable Long restorePerSecond) {
        Optional<Pacing> pacing() {
            if (Boolean.TRUE.equals(lifted)) {
                return Optional.of(Pacing.LIFTED);
            }
            if (points != null && restorePerSecond != null) {
                return Optional.of(new Pacing(points, restorePerSecond));
            }
            if (points != null || restorePerSecond != null) {
                throw new RefusedRequest("points and restorePerSecond go together; one of them is missing");
            }
            return Optional.empty();
        }
    }

    /** Body of {@code POST …/faults}; {@code on} is write (default), read, token, webhook or any. */
    record FaultBody(
            @Nullable String fault,
            @Nullable Integer times,
            @Nullable String on,
            @Nullable Long retryAfterSeconds,
            @Nullable Long delayMillis,
            @Nullable String listing) {

        /** The body that would script this fault. */
        static FaultBody of(Fault fault) {
            Duration retryAfter = fault.retryAfter();
            Operation on = fault.on();
            return new FaultBody(
                    fault.kind().word(),
                    fault.times(),
                    on == null ? "any" : on.name().toLowerCase(Locale.ROOT),
                    retryAfter == null ? null : retryAfter.toSeconds(),
                    fault.delay().toMillis(),
                    fault.listing());
        }

        Fault toFault() {
            FaultKind kind = FaultKind.of(fault == null ? "" : fault);
            Duration wait = kind == FaultKind.TIMEOUT_AFTER_APPLY ? HOLD_DEFAULT : SLOW_DEFAULT;
            return new Fault(
                    kind,
                    times == null ? 1 : times,
                    operation(kind),
                    retryAfterSeconds == null ? null : Duration.ofSeconds(retryAfterSeconds),
                    delayMillis == null ? wait : Duration.ofMillis(delayMillis),
                    listing);
        }

        private @Nullable Operation operation(FaultKind kind) {
            if (on == null) {
                return kind.usually();
            }
            String word = on;
            if (word.equals("any")) {
                return null;
            }
            return Arrays.stream(Operation.values())
                    .filter(operation ->
                            operation.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(
                            () -> new RefusedRequest("on must be write, read, token, webhook or any: '" + word + "'"));
        }
    }
}
