package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.SourceId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose sales have already been taken off what a channel shows, by the channel itself.
 *
 * @param channels those whose numbers are only written on top of what they hold: to the others every number is told,
 *     because nobody could say whether a sale came before or after the last one
 * @param tills the channel behind a source that tells of goods sold over the counter
 */
public record Sellers(Set<ChannelId> channels, Map<SourceId, ChannelId> tills) {

    public static final Sellers NOBODY = new Sellers(Set.of(), Map.of());

    private static final String CHANNEL = "channel:";

    public Sellers {
        channels = Set.copyOf(channels);
        tills = Map.copyOf(tills);
    }

    /** The channel behind an order's party, such as {@code channel:shopify}. */
    Optional<ChannelId> ofParty(String party) {
        return party.startsWith(CHANNEL)
                ? Optional.of(new ChannelId(party.substring(CHANNEL.length()))).filter(channels::contains)
                : Optional.empty();
    }

    Optional<ChannelId> ofSource(SourceId source) {
        return Optional.ofNullable(tills.get(source)).filter(channels::contains);
    }
}
