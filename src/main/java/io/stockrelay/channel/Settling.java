package io.stockrelay.channel;

import io.stockrelay.channel.Publications.Settled;
import io.stockrelay.deadletter.DeadLetters.RefusedPush;
import io.stockrelay.shared.CauseClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes stored calls, reads their replies and writes what becomes of each listing. */
final class Settling {

    private static final Logger log = LoggerFactory.getLogger(Settling.class);

    private final ChannelSettings channel;
    private final ChannelAdapter adapter;
    private final ChannelParts parts;
    private final Calls calls;
    private final Pulse pulse;
    private final String owner;

    Settling(
            ChannelSettings channel,
            ChannelAdapter adapter,
            ChannelParts parts,
            Calls calls,
            Pulse pulse,
            String owner) {
        this.channel = channel;
        this.adapter = adapter;
        this.parts = parts;
        this.calls = calls;
        this.pulse = pulse;
        this.owner = owner;
    }

    void make(List<Send> sends, Instant claimedUntil) {
        make(sends, claimedUntil, false);
    }

    /** Calls that were made before: whether they were applied then, nobody knows. */
    void repeat(List<Send> sends, Instant claimedUntil) {
        make(sends, claimedUntil, true);
    }

    private void make(List<Send> sends, Instant claimedUntil, boolean isRepeat) {
        if (sends.isEmpty()) {
            return;
        }
        pulse.take(sends.size());
        var replies = calls.make(sends, Send::request, claimedUntil);
        var now = parts.clock().instant();
        var settled = new ArrayList<Settled>();
        for (int i = 0; i < sends.size(); i++) {
            var send = sends.get(i);
            var verdict = adapter.judge(send.contents(), replies.get(i), now);
            // Alive or not is judged by what was confirmed before this call.
            settled.addAll(settle(send, verdict, replies.get(i).shown(), isRepeat, now));
            pulse.learn(verdict, now);
            parts.meters().called(channel.id(), verdict.call());
        }
        write(settled, now);
        pulse.remember(now);
    }

    /** For listings that can never be sent as they are configured: a dead letter without a call. */
    void refuse(Send never, String problem) {
        var now = parts.clock().instant();
        var verdict = Verdict.answered(List.of(ItemVerdict.refused(CauseClass.CONFIGURATION, problem)));
        write(settle(never, verdict, "not sent", false, now), now);
    }

    private List<Settled> settle(Send send, Verdict verdict, String reply, boolean isRepeat, Instant now) {
        var settled = new ArrayList<Settled>();
        for (int i = 0; i < send.items().size(); i++) {
            var claimed = send.items().get(i).claimed();
            var at = new Settlement.Circumstances(
                    claimed.attempts(),
                    claimed.callMax(),
                    send.items().size(),
                    pulse.health().isAliveSince(claimed.failingSince()),
                    verdict.waitAsked(),
                    channel.retry(),
                    now,
                    parts.random().getAsDouble());
            var item = verdict.items().get(i);
            boolean mayBeApplied = isRepeat || item.outcome() == ItemOutcome.UNKNOWN;
            settled.add(new Settled(send, i, Settlement.of(item, at), reply, mayBeApplied));
        }
        return settled;
    }

    private void write(List<Settled> settled, Instant now) {
        parts.publications()
                .settle(
                        owner,
                        settled,
                        now,
                        written -> written.stream()
                                .filter(one -> one.settlement().kind() == Settlement.Kind.FAILED)
                                .forEach(this::keep));
        settled.forEach(one -> count(one, now));
    }

    private void count(Settled one, Instant now) {
        var kind = one.settlement().kind();
        parts.meters().settled(channel.id(), kind);
        if (kind == Settlement.Kind.CONFIRMED) {
            parts.meters()
                    .confirmed(
                            channel.id(), Duration.between(one.item().claimed().markedAt(), now));
        }
    }

    private void keep(Settled failed) {
        var listing = failed.item().claimed().listing();
        var settlement = failed.settlement();
        log.warn(
                "event=push-refused channel={} listing={} cause={} attempts={}",
                channel.id(),
                listing.name(),
                settlement.cause(),
                settlement.attempts());
        parts.deadLetters()
                .keepPush(new RefusedPush(
                        channel.id(),
                        listing.id(),
                        listing.name(),
                        settlement.cause(),
                        settlement.message(),
                        Math.max(1, settlement.attempts()),
                        failed.send().request() == PushRequest.NEVER
                                ? null
                                : failed.send().request().body(),
                        failed.reply()));
    }
}
