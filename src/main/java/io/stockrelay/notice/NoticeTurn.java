package io.stockrelay.notice;

import io.stockrelay.channel.BackOff;
import io.stockrelay.channel.ChannelSettings.Retry;
import io.stockrelay.channel.ItemVerdict;
import io.stockrelay.channel.PushRequest;
import io.stockrelay.channel.PushRoute;
import io.stockrelay.channel.Replies;
import io.stockrelay.channel.Reply;
import io.stockrelay.channel.Verdict;
import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.deadletter.DeadLetters.UndeliveredNotice;
import io.stockrelay.reservation.PartySettings;
import io.stockrelay.reservation.PartySettings.NoticeAddress;
import io.stockrelay.reservation.ReservationSettings;
import io.stockrelay.reservation.Scope;
import io.stockrelay.shared.CauseClass;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** Delivers what is due: each attempt is signed anew, repeated by the shared policy, and in the end kept for people. */
public final class NoticeTurn {

    public static final String ROUTE = "notices";
    public static final String ADDRESS_HEADER = "CamelHttpUri";

    /** How many are delivered in one turn, one after the other. */
    static final int BATCH_MAX = 10;

    /** How many are given up in one turn because too many of their party wait. */
    static final int EXCESS_MAX = 1_000;

    /** How often it is looked for accounts of which too many wait. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** More than all their calls can take together. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private final Notices notices;
    private final ReservationSettings settings;
    private final PushRoute routes;
    private final DeadLetters deadLetters;
    private final Retry retry;
    private final Clock clock;
    private final DoubleSupplier random;
    private Instant nextLook = Instant.MIN;

    public NoticeTurn(
            Notices notices,
            ReservationSettings settings,
            PushRoute routes,
            DeadLetters deadLetters,
            Retry retry,
            Clock clock,
            DoubleSupplier random) {
        this.notices = notices;
        this.settings = settings;
        this.routes = routes;
        this.deadLetters = deadLetters;
        this.retry = retry;
        this.clock = clock;
        this.random = random;
    }

    /** What became of one attempt. */
    public enum Outcome {
        SENT,
        LATER,
        GIVEN_UP
    }

    public List<Outcome> take() {
        var outcomes = new ArrayList<Outcome>();
        excess().forEach(notice -> outcomes.add(crowdedOut(notice)));
        notices.claim(BATCH_MAX, CLAIM).forEach(notice -> outcomes.add(deliver(notice)));
        return outcomes;
    }

    /** Now and then; while there is more than one look takes, every time. */
    private List<Notice> excess() {
        var now = clock.instant();
        if (now.isBefore(nextLook)) {
            return List.of();
        }
        var found = notices.claimExcess(settings.told(), settings.noticesWaitingMax(), EXCESS_MAX, CLAIM);
        nextLook = found.size() == EXCESS_MAX ? now : now.plus(LOOK);
        return found;
    }

    private Outcome crowdedOut(Notice notice) {
        return giveUp(
                notice,
                CauseClass.RATE_LIMIT,
                settings.noticesWaitingMax() + " newer notices or more wait for " + notice.party()
                        + " (reservations.notices-waiting-max), so this one is not tried any more; it is sent by a replay"
                        + " once the account's webhook keeps up",
                "");
    }

    /** Whether more may be waiting than one turn takes. */
    public static boolean isFull(List<Outcome> turn) {
        return turn.size() >= BATCH_MAX;
    }

    private Outcome deliver(Notice notice) {
        var address = settings.party(Scope.ofCode(notice.party()))
                .map(PartySettings::notices)
                .orElse(null);
        if (address == null) {
            return giveUp(
                    notice,
                    CauseClass.CONFIGURATION,
                    "accounts has no notices for " + notice.party() + " any more",
                    "");
        }
        Reply reply = routes.send(ROUTE, request(notice, address));
        Verdict failure = Replies.failure(1, reply, clock.instant()).orElse(null);
        if (failure == null) {
            notices.sent(notice);
            return Outcome.SENT;
        }
        return failed(notice, failure, reply);
    }

    private PushRequest request(Notice notice, NoticeAddress address) {
        byte[] body = notice.payload().getBytes(StandardCharsets.UTF_8);
        var headers = new HashMap<>(Signer.headers(notice.id().toString(), clock.instant(), body, address.secrets()));
        headers.put(ADDRESS_HEADER, address.url());
        return PushRequest.json("POST", "", body).with(headers);
    }

    private Outcome failed(Notice notice, Verdict failure, Reply reply) {
        ItemVerdict verdict = failure.items().get(0);
        CauseClass cause = Objects.requireNonNull(verdict.cause());
        String told = verdict.message().replace("the channel answered", notice.party() + " answered");
        if (!cause.isPassing() || notice.attempts() >= retry.attempts()) {
            return giveUp(notice, cause, told, reply.shown());
        }
        var asked = failure.waitAsked();
        notices.later(notice, asked == null ? BackOff.after(notice.attempts(), retry, random.getAsDouble()) : asked);
        return Outcome.LATER;
    }

    /** Kept first: killed in between, it is tried once more, and the dead letter counts an attempt more. */
    private Outcome giveUp(Notice notice, CauseClass cause, String message, String reply) {
        deadLetters.keepNotice(new UndeliveredNotice(
                notice.party(),
                notice.pk(),
                notice.type() + " " + notice.reservation(),
                cause,
                message,
                notice.attempts(),
                notice.payload().getBytes(StandardCharsets.UTF_8),
                reply));
        notices.giveUp(notice);
        return Outcome.GIVEN_UP;
    }
}
