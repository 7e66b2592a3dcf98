package io.stockrelay.availability;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One step after the pool: the number before and after it, and who says so.
 *
 * @param units the step's units (buffer, stop-at, cap, in-flight); null where it is a percentage
 * @param percent the step's percentage; null where it is fixed units
 * @param minUnits least buffer of a percentage; else null
 * @param maxUnits greatest buffer of a percentage; null where there is no limit
 * @param rule null for what no rule decides (in-flight demand)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Step(
        Kind kind,
        @Nullable Long units,
        @Nullable Integer percent,
        @Nullable Long minUnits,
        @Nullable Long maxUnits,
        long before,
        long after,
        @Nullable String rule,
        @Nullable String line) {

    /** In the order in which they are applied. */
    public enum Kind {
        SHARE,
        BUFFER,
        STOP_AT,
        CAP,
        /** Units the channel has sold whose order has not arrived: they are never given back to it. */
        IN_FLIGHT
    }

    static Step of(Kind kind, long units, long before, @Nullable Rule rule) {
        return new Step(kind, units, null, null, null, before, 0, name(rule), line(rule)).applied(before);
    }

    static Step share(int percent, long before, Rule rule) {
        return new Step(Kind.SHARE, null, percent, null, null, before, 0, name(rule), line(rule)).applied(before);
    }

    static Step buffer(Rule.Buffer buffer, long before, Rule rule) {
        if (buffer.percent() == null) {
            return of(Kind.BUFFER, buffer.units() == null ? 0 : buffer.units(), before, rule);
        }
        var step = new Step(
                Kind.BUFFER,
                null,
                buffer.percent(),
                buffer.minUnits(),
                buffer.maxUnits(),
                before,
                0,
                name(rule),
                line(rule));
        return step.applied(before);
    }

    Step applied(long newBefore) {
        return new Step(kind, units, percent, minUnits, maxUnits, newBefore, result(newBefore), rule, line);
    }

    /** What this step makes of the number. */
    long result(long number) {
        long limit = units == null ? 0 : units;
        return switch (kind) {
            case SHARE -> Percent.roundedDown(number, percent == null ? 100 : percent);
            case BUFFER -> Math.max(0, number - (percent == null ? limit : percentBuffer(number, percent)));
            case STOP_AT -> number <= limit ? 0 : number;
            case CAP -> Math.min(number, limit);
            case IN_FLIGHT -> Math.max(0, number - limit);
        };
    }

    private long percentBuffer(long number, int ofPercent) {
        long wanted = Math.max(minUnits == null ? 0 : minUnits, Percent.roundedUp(number, ofPercent));
        return maxUnits == null ? wanted : Math.min(maxUnits, wanted);
    }

    private static @Nullable String name(@Nullable Rule rule) {
        return rule == null ? null : rule.name();
    }

    private static @Nullable String line(@Nullable Rule rule) {
        return rule == null ? null : rule.sourceLine();
    }
}
