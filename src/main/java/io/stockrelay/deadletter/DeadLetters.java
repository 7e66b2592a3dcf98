package io.stockrelay.deadletter;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where whatever failed is kept; every call joins the caller's transaction, or makes its own where there is none. */
public interface DeadLetters {

    /** Keeps the failed parts of an inbound delivery. The same part of the same content again only counts an attempt. */
    void keep(Delivery delivery, List<Failure> failures);

    /** Keeps a push that a channel refused for good. */
    void keepPush(RefusedPush push);

    /** Keeps a notice that an account refused for good or was too long out of reach for. */
    void keepNotice(UndeliveredNotice notice);

    /**
     * One notice that could not be delivered.
     *
     * @param party such as {@code account:dealer-7}
     * @param notice its number
     * @param name what it is about, for people
     */
    record UndeliveredNotice(
            String party,
            long notice,
            String name,
            CauseClass cause,
            String message,
            int attempts,
            byte[] payload,
            String reply) {}

    /**
     * One listing's push that failed for good.
     *
     * @param payload what was sent, null where it never got that far
     * @param reply what came back, cut to 10,000 characters
     */
    record RefusedPush(
            ChannelId channel,
            long listing,
            String listingName,
            CauseClass cause,
            String message,
            int attempts,
            byte @Nullable [] payload,
            @Nullable String reply) {}
}
