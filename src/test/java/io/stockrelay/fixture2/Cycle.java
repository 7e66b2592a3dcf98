package io.stockrelay.fixture2;

/** The other half of a cycle between two capabilities. */
public final class Cycle {

    public io.stockrelay.fixture.OffenderHelper back;
}
