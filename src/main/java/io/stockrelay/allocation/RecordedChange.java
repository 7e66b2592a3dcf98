package io.stockrelay.allocation;

/**
 * A change as stored.
 *
 * @param number its place among all that happened, events included
 */
public record RecordedChange(long number, AllocationChange change) {}
