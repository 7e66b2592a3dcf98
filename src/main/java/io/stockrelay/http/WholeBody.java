package io.stockrelay.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Ends an exchange once what is left of the body was read and thrown away: who is still sending when the connection closes
 * would not see that a refusal was answered.
 */
final class WholeBody implements Callback {

    /** After so much the connection is closed all the same. */
    private static final long BYTES_MAX = 20_000_000;

    private final Request request;
    private final Callback end;
    private long left = BYTES_MAX;

    private WholeBody(Request request, Callback end) {
        this.request = request;
        this.end = end;
    }

    /** For requests with a body that is on its way; whoever asked whether to send it may never do so. */
    static Callback before(Request request, Callback end) {
        return request.getLength() == 0 || request.getHeaders().contains(HttpHeader.EXPECT)
                ? end
                : new WholeBody(request, end);
    }

    @Override
    public void succeeded() {
        while (left > 0) {
            var chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(InvocationType.NON_BLOCKING, this::succeeded));
                return;
            }
            left -= chunk.remaining();
            chunk.release();
            if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                break;
            }
        }
        end.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
        end.failed(failure);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
