package io.stockrelay.channel;

import java.util.Map;

/** The headers that prove who we are; added when a call is sent, never stored. */
public interface Credentials {

    /**
     * @throws Unavailable where they had to be fetched and could not be
     */
    Map<String, String> headers();

    /**
     * Forgets what was fetched where it is still what the channel refused: a newer one that another call has fetched
     * meanwhile is kept. False where nothing better can be had.
     *
     * @param refused the headers of the refused call
     */
    default boolean renew(Map<String, String> refused) {
        return false;
    }

    /** The place that issues credentials did not give any. */
    final class Unavailable extends RuntimeException {

        private final Reply reply;

        public Unavailable(String message, Reply reply) {
            super(message);
            this.reply = reply;
        }

        public Reply reply() {
            return reply;
        }
    }
}
