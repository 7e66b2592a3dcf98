package io.stockrelay.http;

import java.util.stream.Stream;

/** A controller some of whose calls may go the direct way. */
interface DirectCalls {
    Stream<DirectCall> directCalls();
}
