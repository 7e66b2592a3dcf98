package io.stockrelay.cli;

/** A command could not do what it was asked; the message is all the person needs. */
final class CommandFailed extends RuntimeException {

    CommandFailed(String message) {
        super(message, null, false, false);
    }
}
