package io.stockrelay.mapping;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;

/** The codes and units of those who ask for promises, of one generation. */
public interface OrderCodes {

    /** Ours, and those of {@code mappings/accounts/<account>/}. */
    PartyCodes of(AccountId account);

    /** Ours, and what the channel's listings call our items. */
    PartyCodes of(ChannelId channel);
}
