package io.stockrelay.camel;

import io.stockrelay.shared.SourceId;

/** A message came in the moment its source was paused: it stays where it is. */
final class SourcePaused extends RuntimeException {

    SourcePaused(SourceId source) {
        super("source '" + source + "' is paused; its messages wait where they are");
    }
}
