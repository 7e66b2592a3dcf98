package io.stockrelay.bench;

/** A benchmark could not be run, or its own checks found that what it measured was not what it claims. */
public final class BenchFailed extends RuntimeException {

    BenchFailed(String happened, String next) {
        super(happened + "\n  No figures were made of it.\n  " + next);
    }

    BenchFailed(String happened, String next, Throwable cause) {
        super(happened + "\n  No figures were made of it.\n  " + next, cause);
    }
}
