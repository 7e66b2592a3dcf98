package io.stockrelay.http;

import io.stockrelay.access.Action;
import io.stockrelay.reservation.PartySettings;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.reservation.Scope;
import io.stockrelay.settings.Suggestions;
import io.stockrelay.shared.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** For whom a call is, and whether its key may speak for them. */
@Component
class ReservationParty {

    private static final int NAME_MAX = 64;

    private final ReservationSettings settings;

    ReservationParty(ReservationSettings settings) {
        this.settings = settings;
    }

    /** By the body, or the address; where both name nobody, the one account or channel the key is for. */
    Scope of(Fields body, Party address, KeyAuthentication caller) {
        var inBody = new Party(body.text("account", NAME_MAX), body.text("channel", NAME_MAX)).scope();
        var inAddress = address.scope();
        if (inBody.isPresent() && inAddress.isPresent() && !inBody.equals(inAddress)) {
            throw ApiProblem.of(
                    ProblemKind.INVALID,
                    "the body is for " + inBody.get().code() + ", the address for "
                            + inAddress.get().code() + "; name one, nothing was changed");
        }
        return allowed(
                inBody.or(() -> inAddress).or(() -> only(caller)).orElseThrow(() -> nobody(" in the body")), caller);
    }

    PartySettings settings(Scope scope) {
        return settings.party(scope).orElseThrow(() -> unknown(scope));
    }

    boolean isKnown(Scope scope) {
        return settings.party(scope).isPresent();
    }

    /** Whose set-asides whoever asks may count on; null for nobody's. */
    @Nullable
    AccountId drawsOn(@Nullable String account, @Nullable String channel) {
        if (account != null && channel != null) {
            throw ApiProblem.parameter("account", account, "name either account or channel, not both");
        }
        if (account != null) {
            return settings(new Scope(Scope.Kind.ACCOUNT, account)).account();
        }
        return channel == null
                ? null
                : settings.party(new Scope(Scope.Kind.CHANNEL, channel))
                        .map(PartySettings::account)
                        .orElse(null);
    }

    private ApiProblem unknown(Scope scope) {
        return unknown(scope.kind() == Scope.Kind.ACCOUNT ? "account" : "channel", scope);
    }

    /** @param field that names it */
    ApiProblem unknown(String field, Scope scope) {
        boolean isAccount = scope.kind() == Scope.Kind.ACCOUNT;
        var known = settings.parties().keySet().stream()
                .filter(other -> other.kind() == scope.kind())
                .map(Scope::id)
                .toList();
        return ApiProblem.invalid(
                field,
                scope.id(),
                "config/stockrelay.yaml has no such " + (isAccount ? "account" : "channel") + "; nothing was changed. "
                        + Suggestions.sentence(scope.id(), known));
    }

    private static Optional<Scope> only(KeyAuthentication caller) {
        return caller.key().onlyParty().map(Scope::ofCode);
    }

    private static ApiProblem nobody(String where) {
        return ApiProblem.of(
                ProblemKind.INVALID,
                "for whom? Name an account or a channel" + where + ", such as ?account=dealer-7; nothing was changed");
    }

    private static Scope allowed(Scope scope, KeyAuthentication caller) {
        if (!caller.key().mayReserve(scope.code())) {
            throw ApiProblem.of(
                    ProblemKind.NOT_ALLOWED,
                    "the key '" + caller.getName() + "' may not promise stock to " + ApiProblem.shown(scope.code())
                            + "; nothing was changed");
        }
        return scope;
    }

    /** Who may read everything may read promises too. */
    Scope readable(Owner owner, KeyAuthentication caller) {
        var scope = owner.scope().or(() -> only(caller)).orElseThrow(() -> nobody(""));
        return caller.key().allows(Action.READ) ? scope : allowed(scope, caller);
    }

    /** Whose a list shows, null for everybody's; a key that is for one alone sees only theirs. */
    @Nullable
    Scope listable(Owner owner, KeyAuthentication caller) {
        boolean seesAll = caller.key().allows(Action.READ) || caller.key().mayReserveForAnybody();
        return seesAll ? owner.scope().orElse(null) : readable(owner, caller);
    }
}
