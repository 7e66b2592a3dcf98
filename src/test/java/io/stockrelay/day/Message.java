package io.stockrelay.day;

import java.util.List;

/** One message as a source sends it, and what it says. */
record Message(Way way, String body, List<Fact> facts) {

    /** By which door it comes in. */
    enum Way {
        WEBHOOK,
        OPENWIRE,
        AMQP,
        STOMP
    }

    Message by(Way other) {
        return new Message(other, body, facts);
    }
}
