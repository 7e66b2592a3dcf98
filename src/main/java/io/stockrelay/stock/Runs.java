package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;

/** Tells beforehand what completing a run would do, so that a guard can hold it. */
public interface Runs {

    /** Positions of the location that are not zero now and that the run, once complete, would bring to zero. */
    RunPreview preview(SourceId source, CompleteRun run);

    /**
     * @param stocked SKUs of the location with units on hand now
     * @param zeroed how many of those were not named by the run
     * @param unitsBefore on hand at the location now
     * @param unitsZeroed how many of those the run would remove
     */
    record RunPreview(long stocked, long zeroed, long unitsBefore, long unitsZeroed) {

        /** Percent of the stocked SKUs, rounded up so that a guard never looks away. */
        public long zeroedPercent() {
            return stocked == 0 ? 0 : (zeroed * 100 + stocked - 1) / stocked;
        }
    }
}
