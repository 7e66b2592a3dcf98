package io.stockrelay.http;

import java.util.stream.Stream;

/** A controller some of whose calls may go the short way. */
interface ShortCalls {
    Stream<ShortCall> shortCalls();
}
