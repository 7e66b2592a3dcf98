package io.stockrelay.source;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.stockrelay.shared.ReceiptId;

/** Gives each delivery its number; time-ordered, so that rows of one batch land next to each other. */
public final class ReceiptIds {

    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    public ReceiptId next() {
        return new ReceiptId(generator.generate());
    }
}
