package io.stockrelay.channel;

import java.util.Map;

/** The headers that prove who we are; added when a call is sent, never stored. */
public interface Credentials {

    /**
     * @throws Unavailable where they had to be fetched and could not be
     */
    Map<String, String> headers();

    /** Forgets what was fetched, because the channel refused it. False where nothing better can be had. */
    default boolean renew() {
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
