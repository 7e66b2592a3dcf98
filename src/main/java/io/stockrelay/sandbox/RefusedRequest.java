package io.stockrelay.sandbox;

/** A request to the control API that makes no sense; its message names the field and the value at fault. */
public final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedRequest(String message) {
        super(message);
    }
}
