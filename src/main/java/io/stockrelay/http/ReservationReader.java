package io.stockrelay.http;

import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Item;
import io.stockrelay.mapping.PartyCodes;
import io.stockrelay.reservation.Command.Cancel;
import io.stockrelay.reservation.Command.Dispatch;
import io.stockrelay.reservation.Command.Dispatched;
import io.stockrelay.reservation.Command.Fail;
import io.stockrelay.reservation.Command.Reserve;
import io.stockrelay.reservation.Fill;
import io.stockrelay.reservation.Line;
import io.stockrelay.reservation.PartySettings;
import io.stockrelay.reservation.RequestedLine;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From a request's own words to a command: strict in what it takes, exact in what it counts. */
@Component
class ReservationReader {

    private static final int REASON_MAX = 300;

    /** What may be asked for at once; a pending promise ends by itself. */
    enum Asked {
        PENDING,
        CONFIRMED
    }

    private final ReservationSettings settings;
    private final LineReader lines;
    private final DispatchedLots lots;
    private final Catalogue catalogue;

    ReservationReader(ReservationSettings settings, LineReader lines, DispatchedLots lots, Catalogue catalogue) {
        this.settings = settings;
        this.lines = lines;
        this.lots = lots;
        this.catalogue = catalogue;
    }

    Reserve make(Fields body, PartySettings party, String actor) {
        String id = id(body.required("id", Fields.ID_MAX));
        boolean isRenewal = body.flag("renew");
        if (body.has("version")) {
            throw body.refused("version", "only an amendment carries it; PUT it to /api/v1/reservations/{id} instead");
        }
        return reserve(body, new ReservationKey(party.scope(), id), party, actor, isRenewal, null);
    }

    Reserve amend(Fields body, String id, PartySettings party, String actor) {
        String named = body.text("id", Fields.ID_MAX);
        if (named != null && !named.equals(id)) {
            throw body.refused("id", "the address says '" + ApiProblem.shown(id) + "'");
        }
        Long version = body.number("version", 1, Integer.MAX_VALUE);
        if (version == null) {
            throw body.refused("version", "an amendment says which version it changes; GET shows it");
        }
        return reserve(body, new ReservationKey(party.scope(), id), party, actor, false, version.intValue());
    }

    private Reserve reserve(
            Fields body,
            ReservationKey key,
            PartySettings party,
            String actor,
            boolean isRenewal,
            @Nullable Integer version) {
        Long seconds =
                body.number("expiresInSeconds", 1, settings.expiresAfterMax().toSeconds());
        Asked asked = body.choice("state", Asked.class);
        if (seconds != null && asked == Asked.CONFIRMED) {
            throw body.refused("expiresInSeconds", "a confirmed reservation does not expire; leave it out");
        }
        boolean isConfirmed = asked == null ? version == null && seconds == null : asked == Asked.CONFIRMED;
        Fill fill = body.choice("mode", Fill.class);
        var words = new TreeMap<String, UUID>();
        var requested = lines(body, party, words);
        body.done();
        var content = new OwnWords()
                .add(isConfirmed)
                .add(seconds)
                .add(fill == null ? Fill.ALL_OR_NOTHING : fill)
                .add(words)
                .hash();
        return new Reserve(
                key,
                actor,
                party.reference(key.id()),
                content,
                isConfirmed,
                isConfirmed ? null : seconds == null ? settings.expiresAfter() : Duration.ofSeconds(seconds),
                fill == null ? Fill.ALL_OR_NOTHING : fill,
                requested,
                isRenewal,
                version);
    }

    /** @param words of each line, filled in here, in an order that does not depend on the request's */
    private List<RequestedLine> lines(Fields body, PartySettings party, Map<String, UUID> words) {
        PartyCodes codes = lines.codes(party.scope());
        var requested = new ArrayList<RequestedLine>();
        for (Fields line : body.items("lines", settings.linesMax())) {
            var said = new OwnWords();
            var one = lines.line(line, party, codes, said);
            if (words.put(one.line(), said.hash()) != null) {
                throw line.refused("line", "the same number stands above; give each line its own");
            }
            requested.add(one);
        }
        return requested;
    }

    Cancel cancel(Fields body, ReservationKey key, String actor) {
        var named = new HashSet<>(body.texts("lines", LineReader.LINE_MAX, settings.linesMax()));
        body.done();
        return new Cancel(key, actor, named);
    }

    Fail fail(Fields body, ReservationKey key, String actor) {
        String reason = body.required("reason", REASON_MAX);
        body.done();
        return new Fail(key, actor, reason);
    }

    Dispatch dispatch(Fields body, Reservation reservation, String actor) {
        String shipment = body.required("shipment", Fields.ID_MAX);
        PartyCodes codes = lines.codes(reservation.key().scope());
        var known = new HashMap<String, Line>();
        reservation.lines().forEach(line -> known.put(line.line(), line));
        var words = new TreeMap<String, UUID>();
        var left = new ArrayList<Dispatched>();
        for (Fields line : body.items("lines", settings.linesMax())) {
            String number = line.required("line", LineReader.LINE_MAX);
            var said = new OwnWords();
            var promised = known.get(number);
            Item item = item(line, promised);
            long units = lines.units(line, number, item, codes, said);
            var gone = new DispatchedLots.Gone(Objects.requireNonNull(promised), item, units);
            var from = lots.read(line, gone, codes, said);
            line.done();
            if (words.put(number, said.hash()) != null) {
                throw line.refused("line", "the same number stands above; add the quantities up");
            }
            left.add(new Dispatched(number, units, from));
        }
        body.done();
        return new Dispatch(
                reservation.key(), actor, shipment, new OwnWords().add(words).hash(), left);
    }

    private Item item(Fields line, @Nullable Line promised) {
        if (promised == null) {
            throw line.refused("line", "the reservation has no such line; GET shows them");
        }
        var sku = promised.sku();
        return catalogue
                .item(sku)
                .orElseThrow(() -> line.refused("line", "its SKU " + sku + " is not in mappings/items.csv any more"));
    }

    /** What an address can carry, whatever stands between caller and us. */
    private static String id(String id) {
        boolean isAddressable = id.chars().noneMatch(character -> "/\\;%".indexOf(character) >= 0);
        if (!isAddressable || id.matches("\\.{1,2}")) {
            throw ApiProblem.invalid(
                    "id",
                    id,
                    "it stands in an address, so it must not be . or .. or hold / \\ ; or %; nothing was changed");
        }
        return id;
    }
}
