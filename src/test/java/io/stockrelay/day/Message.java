package io.stockrelay.day;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message as a source sends it, and what it says.
 *
 * @param group messages of one group reach the program in the order they were sent; null where order does not matter
 */
record Message(
        Way way, String body, List<Fact> facts, @Nullable String group) {

    Message(Way way, String body, List<Fact> facts) {
        this(way, body, facts, null);
    }

    /** By which door it comes in. */
    enum Way {
        WEBHOOK,
        OPENWIRE,
        AMQP,
        STOMP
    }

    Message by(Way other) {
        return new Message(other, body, facts, group);
    }
}
