package io.stockrelay.http;

import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SourceStatus;
import io.stockrelay.source.Sources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How long ago each source was heard, from memory and at most a second old: it is asked with every figure. */
@Component
class SourceAges {

    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Sources sources;
    private final Clock clock;
    private final Duration staleAfter;
    private volatile Heard heard = new Heard(Instant.MIN, Map.of());

    SourceAges(Sources sources, Clock clock, @Value("${stockrelay.availability.stale-after:26h}") Duration staleAfter) {
        this.sources = sources;
        this.clock = clock;
        this.staleAfter = staleAfter;
    }

    /** Seconds since the source was last heard; null where it never was, or nobody stated the figure. */
    @Nullable
    Long secondsSince(@Nullable SourceId source) {
        if (source == null) {
            return null;
        }
        Instant now = clock.instant();
        Instant last = heard(now).at().get(source);
        return last == null ? null : Math.max(0, Duration.between(last, now).toSeconds());
    }

    /** A figure is stale where nobody stated it, or its source has been silent for longer than configured. */
    boolean isStale(@Nullable Long ageSeconds) {
        return ageSeconds == null || ageSeconds > staleAfter.toSeconds();
    }

    private Heard heard(Instant now) {
        Heard known = heard;
        if (!now.isBefore(known.until())) {
            var at = new HashMap<SourceId, Instant>();
            for (SourceStatus status : sources.statuses()) {
                if (status.lastReceivedAt() != null) {
                    at.put(status.id(), status.lastReceivedAt());
                }
            }
            known = new Heard(now.plus(KEPT), at);
            heard = known;
        }
        return known;
    }

    private record Heard(Instant until, Map<SourceId, Instant> at) {}
}
