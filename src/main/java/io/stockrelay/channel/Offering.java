package io.stockrelay.channel;

import io.stockrelay.availability.Categories;
import io.stockrelay.availability.RuleBook;
import io.stockrelay.shared.Generation;
import java.util.List;

/** What one generation of the configuration says about channels. */
public record Offering(Generation generation, List<ChannelSettings> channels, RuleBook rules, Categories categories) {

    public Offering {
        channels = List.copyOf(channels);
    }
}
