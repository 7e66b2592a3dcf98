package io.stockrelay.channel;

import io.stockrelay.availability.ExplanationJson;
import io.stockrelay.channel.Numbers.Asked;
import io.stockrelay.channel.Publications.Claim;
import io.stockrelay.channel.Publications.Held;
import io.stockrelay.channel.Publications.LapsedSend;
import io.stockrelay.channel.Publications.Later;
import io.stockrelay.channel.Publications.Prepared;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** From taken listings to calls: numbers of now, nothing that is held already, the urgent first, stored before sent. */
final class Publishing {

    private final ChannelSettings channel;
    private final ChannelAdapter adapter;
    private final ChannelParts parts;
    private final Numbers numbers;
    private final Calls calls;
    private final Pulse pulse;
    private final Settling settling;
    private long increaseCredit;

    Publishing(
            ChannelSettings channel,
            ChannelAdapter adapter,
            ChannelParts parts,
            Numbers numbers,
            Calls calls,
            Pulse pulse,
            Settling settling) {
        this.channel = channel;
        this.adapter = adapter;
        this.parts = parts;
        this.numbers = numbers;
        this.calls = calls;
        this.pulse = pulse;
        this.settling = settling;
    }

    /** Listings of one claim; at most {@code callsMax} calls. */
    void publish(Claim claim, List<Claimed> claimed, int callsMax, int batchMax) {
        var unread = claimed.stream()
                .filter(one -> one.hasToBeRead(adapter.capabilities()))
                .toList();
        if (unread.isEmpty()) {
            plan(claim, claimed, callsMax, batchMax, List.of());
            return;
        }
        var reading = new ReadBacks(adapter, calls, verdict -> pulse.learn(verdict, claim.now()));
        int made = reading.ask(unread, claim.until(), claim.now());
        pulse.take(made);
        if (pulse.health().isProbing() && unread.stream().anyMatch(reading::isAnswered)) {
            pulse.learn(Verdict.answered(List.of()), claim.now()); // else every listing would be asked about alone
        }
        parts.publications().learn(claim.owner(), reading.learned(unread));
        var unanswered = unread.stream()
                .filter(one -> !reading.isAnswered(one))
                .map(one -> new Later(one, Urgency.UNKNOWN))
                .toList();
        var known = claimed.stream()
                .filter(one -> !one.hasToBeRead(adapter.capabilities()) || reading.isAnswered(one))
                .map(reading::applied)
                .toList();
        plan(claim, known, Math.max(0, callsMax - made), batchMax, unanswered);
        pulse.remember(claim.now());
    }

    private void plan(Claim claim, List<Claimed> claimed, int callsMax, int batchMax, List<Later> unanswered) {
        var computed = numbers.of(claimed.stream().map(Asked::of).toList(), claim.now());
        var unopened = new ArrayList<Claimed>();
        var held = new ArrayList<Held>();
        var changed = new ArrayList<Changed>();
        var unfit = new ArrayList<Changed>();
        for (var one : claimed) {
            var number = Objects.requireNonNull(computed.get(one.listing().id()));
            var change = new Changed(one, number.explanation());
            if (!number.isOpen()) {
                unopened.add(one);
            } else if (change.isHeldAlready()) {
                held.add(new Held(one, change.number(), ExplanationJson.write(change.explanation())));
            } else if (adapter.unfit(one.listing()).isPresent()) {
                unfit.add(change);
            } else {
                changed.add(change);
            }
        }
        var plan = CallPlan.of(
                changed,
                pulse.health().isBlockedAt(claim.now()) ? 0 : callsMax,
                batchMax,
                channel.minIncreaseSharePercent(),
                increaseCredit);
        increaseCredit = plan.increaseCredit();
        var later = new ArrayList<>(unanswered);
        plan.later().forEach(one -> later.add(new Later(one.claimed(), one.urgency())));
        send(claim, plan.calls(), unfit, new Prepared(List.of(), held, unopened, later));
    }

    private void send(Claim claim, List<List<Changed>> planned, List<Changed> unfit, Prepared rest) {
        var written = new Written();
        unfit.forEach(one -> written.never(
                never(claim, one), adapter.unfit(one.claimed().listing()).orElse("")));
        planned.forEach(call -> write(claim, call, written));
        var all = new ArrayList<>(written.sends);
        all.addAll(written.never.keySet());
        parts.publications().prepare(claim, new Prepared(all, rest.held(), rest.unopened(), rest.later()));
        written.never.forEach(settling::refuse);
        settling.make(written.sends, claim.until());
    }

    /** Calls to be made, and listings of which no call can be made, with the reason. */
    private static final class Written {
        private final List<Send> sends = new ArrayList<>();
        private final Map<Send, String> never = new LinkedHashMap<>();

        void never(Send send, String problem) {
            never.put(send, problem);
        }
    }

    /** One number that cannot be written is found by writing each alone. */
    private void write(Claim claim, List<Changed> call, Written written) {
        try {
            var key = parts.keys().get();
            var items = call.stream().map(Publishing::item).toList();
            var contents = items.stream().map(Send.SendItem::item).toList();
            written.sends.add(new Send(key, adapter.write(key, contents), claim.now(), items));
        } catch (ChannelAdapter.Unwritable e) {
            if (call.size() == 1) {
                written.never(never(claim, call.get(0)), String.valueOf(e.getMessage()));
            } else {
                call.forEach(one -> write(claim, List.of(one), written));
            }
        }
    }

    private Send never(Claim claim, Changed unfit) {
        return new Send(parts.keys().get(), PushRequest.NEVER, claim.now(), List.of(item(unfit)));
    }

    private static Send.SendItem item(Changed one) {
        return new Send.SendItem(
                one.claimed(),
                one.number(),
                one.claimed().holding().expectedUnits(),
                ExplanationJson.write(one.explanation()));
    }

    /** Calls whose outcome nobody knows: again as they were, or given up so that their listings are taken anew. */
    void settle(Claim claim, List<LapsedSend> lapsed) {
        var again = new ArrayList<Send>();
        for (var one : lapsed) {
            var send = one.send();
            if (send == null || send.request().method().equals(PushRequest.NEVER.method())) {
                abandon(claim, one, false, Integer.MAX_VALUE);
                continue;
            }
            int attempts =
                    one.claimed().stream().mapToInt(Claimed::attempts).max().orElse(0);
            var age = Duration.between(send.createdAt(), claim.now());
            boolean canRepeat = one.isWhole() && !hasFallen(send, claim.now());
            switch (Lapsed.decide(canRepeat, age, attempts, send.items().size(), adapter.capabilities())) {
                case SAME_AGAIN -> again.add(send);
                case READ_FIRST -> abandon(claim, one, true, callMax(attempts));
                case WRITE_ANEW -> abandon(claim, one, false, callMax(attempts));
            }
        }
        settling.repeat(again, claim.until());
    }

    private void abandon(Claim claim, LapsedSend lapsed, boolean readFirst, int callMax) {
        parts.publications().abandon(claim.owner(), lapsed, readFirst, callMax, claim.now());
    }

    private static int callMax(int attempts) {
        return attempts >= Lapsed.ISOLATE_AFTER_ATTEMPTS ? 1 : Integer.MAX_VALUE;
    }

    private boolean hasFallen(Send send, Instant now) {
        var computed = numbers.of(
                send.items().stream().map(item -> Asked.of(item.claimed())).toList(), now);
        return send.items().stream().anyMatch(item -> {
            var current =
                    Objects.requireNonNull(computed.get(item.claimed().listing().id()));
            return current.explanation().number() < item.units();
        });
    }
}
