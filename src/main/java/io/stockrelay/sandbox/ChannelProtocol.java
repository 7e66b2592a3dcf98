package io.stockrelay.sandbox;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one simulated channel speaks HTTP. */
interface ChannelProtocol {

    /** Judged by the shape of the call alone; a call that makes no sense counts as what its method suggests. */
    Operation operationOf(Call call);

    /** The listings the call names, for faults that wait for one of them. */
    Set<String> listingsIn(Call call);

    Reply answer(Call call, Disturbance disturbance);

    /** The channel's own form of an HTTP failure. */
    Reply failure(int status, @Nullable Duration retryAfter);

    /** Refuses the token the call came with, and revokes it where this channel issued it. */
    Reply refuseToken(Call call);
}
