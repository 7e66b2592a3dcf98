package io.stockrelay.reservation;

import io.stockrelay.shared.AccountId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is configured of reservations.
 *
 * @param expiresAfter how long a pending one holds stock where its caller does not say
 * @param expiresAfterMax the longest a caller may say
 * @param linesMax lines of one reservation
 * @param noticesWaitingMax how many notices may wait for one account; beyond it the oldest are given up
 */
public record ReservationSettings(
        Duration expiresAfter,
        Duration expiresAfterMax,
        int linesMax,
        int noticesWaitingMax,
        Map<Scope, PartySettings> parties) {

    public static final Duration EXPIRES_AFTER_DEFAULT = Duration.ofMinutes(15);
    public static final Duration EXPIRES_AFTER_MAX_DEFAULT = Duration.ofHours(24);
    public static final int LINES_MAX_DEFAULT = 1_000;
    public static final int NOTICES_WAITING_MAX_DEFAULT = 10_000;
    public static final ReservationSettings NOBODY = of(List.of());

    public ReservationSettings {
        parties = Map.copyOf(parties);
    }

    /** With everything as it is where nothing is configured. */
    public static ReservationSettings of(Collection<PartySettings> parties) {
        return new ReservationSettings(
                EXPIRES_AFTER_DEFAULT,
                EXPIRES_AFTER_MAX_DEFAULT,
                LINES_MAX_DEFAULT,
                NOTICES_WAITING_MAX_DEFAULT,
                byScope(parties));
    }

    /** Each by its scope. */
    public static Map<Scope, PartySettings> byScope(Collection<PartySettings> parties) {
        var byScope = new LinkedHashMap<Scope, PartySettings>();
        parties.forEach(party -> byScope.put(party.scope(), party));
        return byScope;
    }

    /** The accounts that channels sell for. */
    public Map<Scope, AccountId> channelAccounts() {
        var accounts = new LinkedHashMap<Scope, AccountId>();
        parties.forEach((scope, party) -> {
            if (scope.kind() == Scope.Kind.CHANNEL && party.account() != null) {
                accounts.put(scope, party.account());
            }
        });
        return accounts;
    }

    /** Those that are told of promises that ended, as stored. */
    public List<String> told() {
        return parties.values().stream()
                .filter(party -> party.notices() != null)
                .map(party -> party.scope().code())
                .toList();
    }

    public Optional<PartySettings> party(Scope scope) {
        return Optional.ofNullable(parties.get(scope));
    }
}
