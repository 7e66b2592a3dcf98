package io.stockrelay.settings;

import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SourceSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Several sources may tell of one channel's orders; what is asked for goes through the mapping of one of them. */
final class OrderTellers {

    /** Whose orders can be asked for. */
    private static final String POLLED = "shopify";

    private OrderTellers() {}

    static void check(Map<SourceId, Section> sections, List<SourceSettings> sources, List<ChannelSettings> channels) {
        var polled = new HashMap<ChannelId, SourceId>();
        for (var source : sources) {
            var orders = source.orders();
            if (orders == null || orders.channel() == null || orders.poll() == null) {
                continue;
            }
            boolean isPolled = channels.stream()
                    .anyMatch(channel -> channel.id().equals(orders.channel())
                            && channel.adapter().equals(POLLED));
            var other = isPolled ? polled.putIfAbsent(orders.channel(), source.id()) : null;
            var section = sections.get(source.id());
            if (other != null && section != null) {
                section.problem(
                        "conflict",
                        "orders",
                        "asks channel " + orders.channel() + " for its orders, as source " + other
                                + " does already: nobody could say whose mapping they go through",
                        "Write poll: never under orders of one of the two.");
            }
        }
    }
}
