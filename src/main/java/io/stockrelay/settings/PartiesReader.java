package io.stockrelay.settings;

import io.stockrelay.reservation.PartySettings;
import io.stockrelay.reservation.PartySettings.NoticeAddress;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.reservation.Scope;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code accounts}, {@code reservations}, and what channels say about promises. */
final class PartiesReader {

    private static final int SECRETS_MAX = 2;
    private static final int NOTICES_WAITING_MOST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Map<LocationId, Section> known;
    private final List<PartySettings> parties = new ArrayList<>();
    private Map<AccountId, Section> accounts = Map.of();

    PartiesReader(Map<LocationId, Section> known) {
        this.known = known;
    }

    PartiesReader accounts(Map<AccountId, Section> sections) {
        accounts = sections;
        sections.forEach((id, section) -> {
            parties.add(new PartySettings(
                    new Scope(Scope.Kind.ACCOUNT, id.value()),
                    section.text("name").orElse(id.value()),
                    Ids.reference(section, "fulfil-from", known, "location").orElse(null),
                    known.keySet(),
                    section.text("references").orElse(null),
                    notices(section.section("notices")),
                    id));
            section.done();
        });
        return this;
    }

    /** Reads only what belongs to promises; the rest of each section is somebody else's. */
    PartiesReader channels(Map<ChannelId, Section> sections) {
        sections.forEach((id, section) -> {
            var locations = section.texts("locations", false);
            var from = Ids.reference(section, "fulfil-from", known, "location").orElse(null);
            if (from != null && !locations.contains(from.value())) {
                section.problem(
                        "fulfil-from",
                        "fulfil-from",
                        "'" + from + "' does not serve the channel",
                        "Name one of its locations.");
            }
            parties.add(new PartySettings(
                    new Scope(Scope.Kind.CHANNEL, id.value()),
                    section.text("name").orElse(id.value()),
                    from,
                    serving(locations),
                    section.text("references").orElse(null),
                    null,
                    Ids.reference(section, "account", accounts, "account").orElse(null)));
        });
        return this;
    }

    private Set<LocationId> serving(List<String> names) {
        var serving = new LinkedHashSet<LocationId>();
        known.keySet().stream().filter(id -> names.contains(id.value())).forEach(serving::add);
        return serving;
    }

    private static @Nullable NoticeAddress notices(Section section) {
        if (!section.isPresent()) {
            return null;
        }
        var url = section.requiredText("url");
        if (!isAddress(url)) {
            section.problem("value", "url", "'" + url + "' is no address", "Write http://… or https://…");
        }
        var secrets = section.texts("secrets", true);
        if (section.size("secrets") < 1 || section.size("secrets") > SECRETS_MAX) {
            section.problem("secrets", "secrets", "needs one secret, or two during a rotation", "List them.");
        }
        section.done();
        return new NoticeAddress(url, secrets);
    }

    private static boolean isAddress(String text) {
        try {
            var uri = URI.create(text);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    ReservationSettings read(Section section) {
        var most = lifetime(section, "expires-after-max", ReservationSettings.EXPIRES_AFTER_MAX_DEFAULT);
        var usual = lifetime(section, "expires-after", ReservationSettings.EXPIRES_AFTER_DEFAULT);
        if (section.has("expires-after") && usual.compareTo(most) > 0) {
            section.problem(
                    "value", "expires-after", "is longer than expires-after-max", "Shorten it, or raise the other.");
        }
        int lines = section.smallNumber("lines-max", 1, 10_000, ReservationSettings.LINES_MAX_DEFAULT);
        int waiting = section.smallNumber(
                "notices-waiting-max", 1, NOTICES_WAITING_MOST, ReservationSettings.NOTICES_WAITING_MAX_DEFAULT);
        section.done();
        return new ReservationSettings(
                usual.compareTo(most) > 0 ? most : usual, most, lines, waiting, ReservationSettings.byScope(parties));
    }

    private static Duration lifetime(Section section, String key, Duration otherwise) {
        return section.parsed(
                key,
                text -> Scalars.duration(text)
                        .filter(length -> length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0)
                        .or(Optional::empty),
                otherwise,
                "is not a duration from 1s to 30d",
                "Write 30s, 15m or 24h.");
    }
}
