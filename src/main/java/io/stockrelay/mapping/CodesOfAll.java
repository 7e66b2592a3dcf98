package io.stockrelay.mapping;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import java.util.Map;

/** The codes of every account and channel of one generation. */
record CodesOfAll(
        Map<AccountId, PartyCodes> accounts, Map<ChannelId, PartyCodes> channels, UnitFactors units, Items master)
        implements OrderCodes {

    CodesOfAll {
        accounts = Map.copyOf(accounts);
        channels = Map.copyOf(channels);
    }

    @Override
    public PartyCodes of(AccountId account) {
        var own = accounts.get(account);
        return own == null ? ours("mappings/accounts/" + account + "/skus.csv") : own;
    }

    @Override
    public PartyCodes of(ChannelId channel) {
        var own = channels.get(channel);
        return own == null ? ours("mappings/channels/" + channel + "/listings.csv") : own;
    }

    private PartyCodes ours(String file) {
        return new PartyCodes(file, Map.of(), UnitFactors.NONE, units, master);
    }
}
