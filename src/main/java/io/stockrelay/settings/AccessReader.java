package io.stockrelay.settings;

import io.stockrelay.access.Action;
import io.stockrelay.access.Allowed;
import io.stockrelay.access.ApiKey;
import io.stockrelay.reservation.Scope;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code access}. */
final class AccessReader {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Map<AccountId, Section> accounts;
    private final Map<ChannelId, Section> channels;

    AccessReader(Map<AccountId, Section> accounts, Map<ChannelId, Section> channels) {
        this.accounts = accounts;
        this.channels = channels;
    }

    List<ApiKey> read(Section access) {
        var keys = new ArrayList<ApiKey>();
        var names = new HashSet<String>();
        for (Section section : access.items("keys")) {
            ApiKey key = key(section);
            section.done();
            if (!names.add(key.name())) {
                section.problem(
                        "duplicate-name", "name", "'" + key.name() + "' is given twice", "Give each key its own.");
            }
            keys.add(key);
        }
        access.done();
        return keys;
    }

    private ApiKey key(Section section) {
        String name = section.requiredText("name");
        if (!NAME.matcher(name).matches()) {
            section.problem(
                    "value",
                    "name",
                    "'" + name + "' cannot name a key",
                    "Use up to 64 letters, digits, dots and hyphens.");
        }
        String hash = section.requiredText("hash").toLowerCase(Locale.ROOT);
        if (!HASH.matcher(hash).matches()) {
            // Not repeated here: somebody may have put the key itself.
            section.problem(
                    "value", "hash", "is not a SHA-256 in hexadecimal", "Take it from: ./stockrelay keys new NAME");
        }
        return new ApiKey(name, hash, allow(section));
    }

    private List<Allowed> allow(Section section) {
        var allowed = new ArrayList<Allowed>();
        for (String text : section.texts("allow", false)) {
            Allowed.parse(text)
                    .ifPresentOrElse(
                            one -> {
                                if (isForSomebodyKnown(section, one)) {
                                    allowed.add(one);
                                }
                            },
                            () -> section.problem(
                                    "value",
                                    "allow",
                                    "'" + text + "' is nothing a key may allow",
                                    "Use read, move, move:SOURCE, reserve, reserve:account:ACCOUNT, reserve:channel:CHANNEL,"
                                            + " allocate, operate, metrics or all."));
        }
        return allowed;
    }

    /** A key for an account that is spelt wrong would open nothing, and nobody would know why. */
    private boolean isForSomebodyKnown(Section section, Allowed one) {
        if (one.action() != Action.RESERVE || one.limit() == null) {
            return true;
        }
        var scope = Scope.ofCode(one.limit());
        return switch (scope.kind()) {
            case ACCOUNT ->
                Ids.known(section, "allow", scope.id(), accounts, "account").isPresent();
            case CHANNEL ->
                Ids.known(section, "allow", scope.id(), channels, "channel").isPresent();
            case SOURCE -> false; // not written in a key
        };
    }
}
