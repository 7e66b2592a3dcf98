package io.stockrelay.shared;

import org.jspecify.annotations.Nullable;

/**
 * One part of a delivery that did not become stock: what the dead letter will say of it.
 *
 * @param message what happened, with the name and value at fault; shown to people
 * @param missing what would have to exist for a replay to pass, e.g. "sku 4711 in mappings/wms/skus.csv"; null where nothing is missing
 * @param eventId the source's id of the event, null where the payload did not get that far
 * @param sku ours where the code is known, else as the source says it
 * @param location ours where the code is known, else as the source says it
 * @param line line of the file, 0 where there is none
 * @param canonicalJson the mapped event or group in the source's own codes (a JSON array); null before mapping, then the raw bytes are what is replayed
 * @param run of a statement, the run it belongs to: what failed is not absent from it; null where there is none
 */
public record Failure(
        Step step,
        CauseClass cause,
        String message,
        @Nullable String missing,
        @Nullable String eventId,
        @Nullable String sku,
        @Nullable String location,
        long line,
        @Nullable String canonicalJson,
        @Nullable String run) {

    /** A part that belongs to no run. */
    public Failure(
            Step step,
            CauseClass cause,
            String message,
            @Nullable String missing,
            @Nullable String eventId,
            @Nullable String sku,
            @Nullable String location,
            long line,
            @Nullable String canonicalJson) {
        this(step, cause, message, missing, eventId, sku, location, line, canonicalJson, null);
    }

    public static Failure ofWhole(Step step, CauseClass cause, String message) {
        return new Failure(step, cause, message, null, null, null, null, 0, null);
    }
}
