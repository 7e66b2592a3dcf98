package io.stockrelay.reservation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.Authority;
import io.stockrelay.stock.EventType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of the configuration that reservations are decided by.
 *
 * @param channels the account that a channel sells for, where it sells for one
 */
public record ReservationPolicy(Authority authority, Map<Scope, AccountId> channels) {

    /** The source in whose name {@code /dispatch} moves goods, where a location gives it that right. */
    public static final SourceId DISPATCHES = new SourceId("reservations");

    public ReservationPolicy {
        channels = Map.copyOf(channels);
    }

    /** Whose channels sell for nobody in particular. */
    public ReservationPolicy(Authority authority) {
        this(authority, Map.of());
    }

    /** Whose set-asides it draws on: an account its own, a channel those of its account. */
    @Nullable
    AccountId account(Scope scope) {
        return scope.kind() == Scope.Kind.ACCOUNT ? new AccountId(scope.id()) : channels.get(scope);
    }

    boolean shipsItself(LocationId location) {
        return authority.mayMove(DISPATCHES, location, EventType.SHIP);
    }
}
