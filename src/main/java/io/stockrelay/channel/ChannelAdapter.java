package io.stockrelay.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One channel's contract: pure translation of numbers into calls and of replies into verdicts. */
public interface ChannelAdapter {

    Capabilities capabilities();

    Credentials credentials();

    /** Why this listing can never be sent as it is configured; empty where it can. */
    default Optional<String> unfit(Listing listing) {
        return Optional.empty();
    }

    /**
     * The call that sets these listings; the same arguments always give the same bytes.
     *
     * @throws Unwritable where no call can be made of them
     */
    PushRequest write(UUID key, List<Item> items);

    /** What the reply means, one verdict per item in their order. */
    Verdict judge(List<Item> items, Reply reply, Instant now);

    /** The calls that ask what the channel holds. Only where {@link Capabilities#hasReadBack}. */
    default List<ReadCall> readBack(List<Listing> listings) {
        throw new UnsupportedOperationException("this channel cannot be read back");
    }

    /** What one of those calls was answered. */
    default Seen seen(ReadCall call, Reply reply, Instant now) {
        throw new UnsupportedOperationException("this channel cannot be read back");
    }

    /** How the channel's own orders are read; empty where they cannot be. */
    default Optional<OrderContract> orders() {
        return Optional.empty();
    }

    /** A number that cannot be put into a call; trying again changes nothing. */
    final class Unwritable extends RuntimeException {
        public Unwritable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** One question for several listings. */
    record ReadCall(List<Listing> listings, PushRequest request) {}
}
