package io.stockrelay.channel;

import io.stockrelay.availability.Categories;
import io.stockrelay.availability.RuleBook;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.Kits;
import java.util.List;

/**
 * What one generation of the configuration says about channels.
 *
 * @param kits what is sold there and made of something else
 */
public record Offering(
        Generation generation, List<ChannelSettings> channels, RuleBook rules, Categories categories, Kits kits) {

    public Offering {
        channels = List.copyOf(channels);
    }

    /** Of a company without kits. */
    public Offering(Generation generation, List<ChannelSettings> channels, RuleBook rules, Categories categories) {
        this(generation, channels, rules, categories, Kits.NONE);
    }
}
