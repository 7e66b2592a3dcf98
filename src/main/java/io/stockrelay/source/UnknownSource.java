package io.stockrelay.source;

import io.stockrelay.shared.SourceId;

/** Somebody named a source that the configuration does not have. */
public final class UnknownSource extends RuntimeException {

    public UnknownSource(SourceId source) {
        super("there is no source '" + source + "'; config/stockrelay.yaml names them all");
    }
}
