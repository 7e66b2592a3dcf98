package io.stockrelay.http;

import io.stockrelay.access.Action;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;

/**
 * A POST of JSON that is read and handed over without ever waiting, so that the thread which serves the sockets may do it.
 *
 * @param action that a key must allow, as the rules of access have it for this call
 */
record DirectCall(String path, Action action, Reading reading) {

    static final String METHOD = "POST";

    /** What is longer takes so long to read that the other connections would notice. */
    static final int BYTES_MAX = 16_384;

    /** Takes the whole body and waits for nothing; refuses by throwing as a controller does. */
    @FunctionalInterface
    interface Reading {
        CompletableFuture<? extends ResponseEntity<?>> answer(byte[] body, KeyAuthentication caller) throws IOException;
    }
}
