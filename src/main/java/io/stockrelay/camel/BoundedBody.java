package io.stockrelay.camel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a body up to a limit and not one byte further than it takes to know that it is exceeded. */
final class BoundedBody {

    private BoundedBody() {}

    /** Empty where the body is longer than allowed. */
    static Optional<byte[]> read(InputStream body, long bytesMax) throws IOException {
        int limit = (int) Math.min(bytesMax, Integer.MAX_VALUE - 16L);
        byte[] read = body.readNBytes(limit + 1);
        return read.length > limit ? Optional.empty() : Optional.of(read);
    }
}
