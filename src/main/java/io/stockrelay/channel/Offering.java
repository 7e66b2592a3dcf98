package io.stockrelay.channel;

import io.stockrelay.availability.Categories;
import io.stockrelay.availability.RuleBook;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.Kits;
import java.util.List;
import java.util.Map;

/**
 * What one generation of the configuration says about channels.
 *
 * @param kits what is sold there and made of something else
 * @param accounts the account that a channel sells for, where it sells for one
 */
public record Offering(
        Generation generation,
        List<ChannelSettings> channels,
        RuleBook rules,
        Categories categories,
        Kits kits,
        Map<ChannelId, AccountId> accounts) {

    public Offering {
        channels = List.copyOf(channels);
        accounts = Map.copyOf(accounts);
    }

    /** Of a company whose channels sell for no account in particular. */
    public Offering(
            Generation generation, List<ChannelSettings> channels, RuleBook rules, Categories categories, Kits kits) {
        this(generation, channels, rules, categories, kits, Map.of());
    }

    /** Of a company without kits. */
    public Offering(Generation generation, List<ChannelSettings> channels, RuleBook rules, Categories categories) {
        this(generation, channels, rules, categories, Kits.NONE);
    }
}
