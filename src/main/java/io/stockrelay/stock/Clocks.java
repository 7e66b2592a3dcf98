package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;
import java.time.Duration;
import java.util.Map;

/** How far the clocks and postings of two sources may differ: for each pair (stating, moving). */
public record Clocks(Map<Pair, Slack> slacks) {

    /** The source that states a figure, and the one whose movements come on top. */
    public record Pair(SourceId stating, SourceId moving) {}

    /**
     * @param tolerance clock skew and precision of stamps
     * @param lag how late the stating source posts the other's movements
     */
    public record Slack(Duration tolerance, Duration lag) {

        public static final Slack NONE = new Slack(Duration.ZERO, Duration.ZERO);
    }

    public Slack between(SourceId stating, SourceId moving) {
        return slacks.getOrDefault(new Pair(stating, moving), Slack.NONE);
    }

    /** Within one source stamps are exact, unless it declares how coarse they are. */
    public Slack within(SourceId source) {
        return slacks.getOrDefault(new Pair(source, source), Slack.NONE);
    }

    /** The most that any movement before a statement by this source may still count after it. */
    public Duration widest(SourceId stating) {
        return slacks.entrySet().stream()
                .filter(entry -> entry.getKey().stating().equals(stating))
                .map(entry -> entry.getValue().tolerance().plus(entry.getValue().lag()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
