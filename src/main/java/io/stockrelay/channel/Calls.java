package io.stockrelay.channel;

import io.stockrelay.channel.Reply.Reach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Makes the calls of one channel through its route, as many at a time as its contract allows. */
final class Calls {

    /** Between the longest call and the end of its claim. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final String route;
    private final PushRoute routes;
    private final Credentials credentials;
    private final Executor executor;
    private final Duration timeout;
    private final Clock clock;

    Calls(ChannelSettings channel, PushRoute routes, Credentials credentials, Executor executor, Clock clock) {
        this.route = "push-" + channel.id();
        this.routes = routes;
        this.credentials = credentials;
        this.executor = executor;
        this.timeout = channel.timeout();
        this.clock = clock;
    }

    /** How long a claim has to hold so that its calls fit into it. */
    Duration claimLength() {
        return timeout.multipliedBy(3).plus(MARGIN);
    }

    /** One reply per call, in their order; a call that would outlive its claim is not begun. */
    <T> List<Reply> make(List<T> calls, Function<T, PushRequest> request, Instant claimedUntil) {
        if (calls.size() == 1) {
            return List.of(make(request.apply(calls.get(0)), claimedUntil));
        }
        var running = calls.stream()
                .map(call -> CompletableFuture.supplyAsync(() -> make(request.apply(call), claimedUntil), executor))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private Reply make(PushRequest request, Instant claimedUntil) {
        try {
            var shown = credentials.headers();
            var reply = send(request.with(shown), claimedUntil);
            boolean isRefused = reply.status() == 401 || reply.status() == 403;
            return isRefused && credentials.renew(shown)
                    ? send(request.with(credentials.headers()), claimedUntil)
                    : reply;
        } catch (Credentials.Unavailable e) {
            return notAllowedIn(e);
        }
    }

    /** Fetching credentials may have taken long: the claim is looked at right before the call. */
    private Reply send(PushRequest request, Instant claimedUntil) {
        return clock.instant().plus(timeout).isAfter(claimedUntil)
                ? Reply.failed(Reach.NOT_SENT, "not begun: it could have outlived its claim")
                : routes.send(route, request);
    }

    /** The call itself was never made: where the refusal may pass, it surely was not applied. */
    private static Reply notAllowedIn(Credentials.Unavailable e) {
        boolean isRefusal = e.reply().status() >= 400
                && e.reply().status() < 500
                && e.reply().status() != 429;
        return isRefusal
                ? new Reply(Reach.ANSWERED, 401, e.reply().headers(), e.reply().body(), String.valueOf(e.getMessage()))
                : Reply.failed(Reach.NOT_SENT, e.getMessage() + ": " + e.reply().shown());
    }
}
