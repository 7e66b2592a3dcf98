package io.stockrelay.http;

import io.stockrelay.reservation.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose a reservation is, by an address; a source has those of orders that it accepted itself. */
record Owner(
        @Nullable String account,
        @Nullable String channel,
        @Nullable String source) {

    Optional<Scope> scope() {
        var named = new ArrayList<Scope>(1);
        if (account != null) {
            named.add(new Scope(Scope.Kind.ACCOUNT, Parameters.account(account).value()));
        }
        if (channel != null) {
            named.add(new Scope(Scope.Kind.CHANNEL, Parameters.channel(channel).value()));
        }
        if (source != null) {
            named.add(new Scope(Scope.Kind.SOURCE, Parameters.source(source).value()));
        }
        return one(named);
    }

    static Optional<Scope> one(List<Scope> named) {
        if (named.size() > 1) {
            throw ApiProblem.of(
                    ProblemKind.INVALID,
                    "name either " + named.get(0).kind().code() + " or "
                            + named.get(1).kind().code() + ", not both; nothing was changed");
        }
        return named.stream().findFirst();
    }
}
