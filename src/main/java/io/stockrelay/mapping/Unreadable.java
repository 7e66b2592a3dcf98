package io.stockrelay.mapping;

import io.stockrelay.shared.CauseClass;

/** A payload nobody can make anything of; carries what to tell people. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final CauseClass cause;

    Unreadable(String message) {
        this(CauseClass.UNPARSEABLE, message);
    }

    Unreadable(CauseClass cause, String message) {
        // told to people as it is, so the stack would only cost time
        super(message, null, false, false);
        this.cause = cause;
    }

    CauseClass causeClass() {
        return cause;
    }

    String told() {
        return String.valueOf(getMessage());
    }
}
